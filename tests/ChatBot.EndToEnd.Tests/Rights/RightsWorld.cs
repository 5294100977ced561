using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>
/// A branch in which each of <see cref="RightsPlayer.All"/> holds one office, with something of everything that can be decided.
/// Each method makes one more such thing by real turns and returns what names it.
/// </summary>
public sealed partial class RightsWorld : BotFixture
{
    private const string NamedRecorder = "记录人=郑海波";

    /// <summary>Absent three times, so that steps wait for the secretary.</summary>
    private static readonly string[] Absent = ["赵文博", "孙立群", "杨帆"];

    /// <summary>Three, so that a line that somebody was refused to write is no line that holds already.</summary>
    private static readonly string[] Statuses = ["迟到", "到会", "线上"];

    private static readonly string[] FirstGroup = ["张晓梅", "沈涛", "赵文博", "孙立群"];

    private readonly Dictionary<string, string> _once = [];
    private readonly Dictionary<(int Session, string Person), int> _lines = [];
    private readonly Queue<string> _ofThirdGroup = [];
    private readonly Queue<string> _ofFirstGroup = [];
    private int _days;

    /// <summary>Sessions of the branch that are confirmed; everybody but three was there, late.</summary>
    public int Confirmed { get; private set; }

    /// <inheritdoc cref="Confirmed"/>
    public int ConfirmedToo { get; private set; }

    /// <inheritdoc cref="Confirmed"/>
    public int Third { get; private set; }

    /// <summary>A confirmed meeting of the first group.</summary>
    public int GroupConfirmed { get; private set; }

    /// <summary>Sessions of the branch that were held and wait for their confirmation.</summary>
    public IReadOnlyList<int> Held { get; private set; } = [];

    /// <summary>Meetings of the first group that were held and wait for their confirmation.</summary>
    public IReadOnlyList<int> GroupHeld { get; private set; } = [];

    /// <summary>A session of the branch that goes on.</summary>
    public int Open { get; private set; }

    /// <summary>Another one.</summary>
    public int OpenToo { get; private set; }

    /// <summary>A meeting of the first group that goes on.</summary>
    public int GroupOpen { get; private set; }

    /// <summary>A session far ahead.</summary>
    public Task<int> SessionAheadAsync() => CreateAsync($"/开会 党课 5月{NextDay()}日15:00 三楼会议室 主题=专题学习 {NamedRecorder}");

    /// <summary>A meeting of the first group, far ahead.</summary>
    public Task<int> GroupMeetingAheadAsync() =>
        CreateAsync($"/开会 小组会 6月{NextDay()}日15:00 三楼会议室 主题=小组学习 党小组=第一党小组 {NamedRecorder}");

    /// <summary>A session far ahead that everybody uses for the same purpose; another one for the group.</summary>
    public async Task<int> SharedSessionAsync(string purpose, bool inGroup) => int.Parse(
        await OnceAsync($"{purpose} {inGroup}", async () => (await SessionAheadAsync()).ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    /// <summary>What is made once and named again.</summary>
    public async Task<string> OnceAsync(string purpose, Func<Task<string>> makeAsync) =>
        _once.TryGetValue(purpose, out var made) ? made : _once[purpose] = await makeAsync();

    /// <summary>The session, for which the person has signed up.</summary>
    public async Task<int> JoinedAsync(int session, RightsPlayer person)
    {
        await SaysAsync(person.Name, $"/报名 {session}");
        return session;
    }

    /// <summary>The check-in code of a session at this moment.</summary>
    public async Task<string> CodeAsync(int session) => Code().Match(await SaysAsync("周敏", $"/签到码 {session}")).Value;

    /// <summary>Handle of a request for leave from a session, made by the person.</summary>
    public async Task<string> LeaveAsync(int session, string person) =>
        HandleIn(await SaysAsync(person, $"/请假 {session} 家事"));

    /// <summary>Handle of a points claim made by the person.</summary>
    public async Task<string> ClaimAsync(string person) =>
        HandleIn(await SaysAsync(person, "/申报积分 志愿服务 2小时 社区清洁"));

    /// <summary>Number of a draft made by the person.</summary>
    public async Task<string> DraftAsync(string person) =>
        Numbered().Match(await SaysAsync(person, "/学习 标题=第一章导读 正文=请大家读完第一章")).Groups[1].Value;

    /// <summary>Number of material that everybody may read.</summary>
    public Task<string> PublishedAsync() => OnceAsync("published", async () =>
    {
        var number = await DraftAsync("周敏");
        await SaysAsync("方洁", $"/审稿 {number}");
        return number;
    });

    /// <summary>Handle of a dispute of a confirmed session.</summary>
    public async Task<string> DisputeAsync(int session, string person) =>
        HandleIn(await SaysAsync(person, $"/申诉 {session} 那天我到了，坐在后排靠窗"));

    /// <summary>Handle of the proposed step for a person, as the secretary's list shows it.</summary>
    public async Task<string> StepAsync(string person)
    {
        var lines = (await SaysAsync("周敏", "/待办")).Split('\n');
        var at = Array.FindIndex(lines, l => l.Contains(person, StringComparison.Ordinal));
        return lines.Skip(at).Select(l => Handle().Match(l)).First(m => m.Success).Value;
    }

    /// <summary>Handle of a step that was sent to the person.</summary>
    public async Task<string> SentStepAsync(string person)
    {
        var handle = await StepAsync(person);
        await SaysAsync("周敏", $"/发送 {handle}");
        return handle;
    }

    /// <summary>A session that goes on and a person of the third group who has not checked in.</summary>
    public string OfThirdGroup() => _ofThirdGroup.Dequeue();

    /// <summary>A session that goes on and a person of the first group who has not checked in.</summary>
    public string OfFirstGroup() => _ofFirstGroup.Dequeue();

    /// <summary>A day of a month, another one each time as long as there are any.</summary>
    public int NextDay() => 1 + (_days++ % 28);

    /// <summary>A line of a list, with something else than it holds; first it holds that the person was late.</summary>
    public string NextLine(int session, string person)
    {
        var times = _lines[(session, person)] = _lines.GetValueOrDefault((session, person)) + 1;
        return $"{session} {person} {Statuses[times % Statuses.Length]}";
    }

    /// <summary>What the bot answers to a person.</summary>
    public async Task<string> SaysAsync(string person, string text) => (await Bot.Of(person).SaysAsync(text)).Text;

    /// <inheritdoc/>
    protected override BotSetup Change(BotSetup setup) => setup with
    {
        // Everybody says more within minutes than a member within a week.
        PlatformsCount = false,
        Settings = new Dictionary<string, string?> { ["Limits:MessagesOfAPerson"] = "0", ["Limits:MessagesOfAGroup"] = "0" },
    };

    /// <inheritdoc/>
    protected override async Task PrepareAsync(Bot bot)
    {
        await GiveOfficesAsync(bot.Services);
        await SaysFirstAsync(bot, "周敏", "/设积分 志愿服务 作用 2 小时");
        await SaysFirstAsync(bot, "方洁", $"/审积分 {HandleIn(await SaysFirstAsync(bot, "张晓梅", "/申报积分 志愿服务 2小时 社区清洁"))} 通过");
        var third = await HoldAsync(bot, 3, ofBranch: 2, ofGroup: 1);
        (Confirmed, ConfirmedToo, GroupConfirmed) = (third[0], third[1], third[2]);
        await ConfirmAsync(bot, third);
        var fourth = await HoldAsync(bot, 4, ofBranch: 3, ofGroup: 3);
        (Third, Held, GroupHeld) = (fourth[0], fourth[1..3], fourth[3..]);
        await ConfirmAsync(bot, fourth[..1]);

        Open = NumberIn(await SaysFirstAsync(bot, "周敏", $"/开会 党课 3月5日15:00 三楼会议室 主题=专题学习 {NamedRecorder}"));
        OpenToo = NumberIn(await SaysFirstAsync(bot, "周敏", $"/开会 党课 3月5日15:30 四楼会议室 主题=专题学习 {NamedRecorder}"));
        GroupOpen = NumberIn(await SaysFirstAsync(bot, "周敏", $"/开会 小组会 3月5日15:00 二楼会议室 主题=小组学习 党小组=第一党小组 {NamedRecorder}"));
        foreach (var session in (int[])[Open, OpenToo])
        {
            Array.ForEach(["卫国栋", "许大伟", "尤佳", "吴桐", "秦岚"], name => _ofThirdGroup.Enqueue($"{session} {name}"));
            Array.ForEach(FirstGroup, name => _ofFirstGroup.Enqueue($"{session} {name}"));
        }

        await bot.MoveToAsync(3, 5, 16);
    }

    private static async Task GiveOfficesAsync(IServiceProvider services)
    {
        var branch = (await services.GetRequiredService<IBranchDirectory>().GetAsync(
            (await services.GetRequiredService<IBranchAdmin>().FindByCodeAsync(Cast.BranchCode, CancellationToken.None))!.Id, CancellationToken.None))!;
        var changes = new ChangeSet(branch.Branch.Id);
        foreach (var player in RightsPlayer.All)
        {
            changes.Add(new MemberSaved(branch.Members.Single(m => m.Name == player.Name) with { Roles = player.Roles }));
        }

        await services.GetRequiredService<ILedger>().CommitAsync(changes, null, CancellationToken.None);
    }

    // Sessions of a day, at the end of which everybody but a few is written down as late.
    private static async Task<int[]> HoldAsync(Bot bot, int day, int ofBranch, int ofGroup)
    {
        var numbers = new List<int>();
        for (var i = 0; i < ofBranch + ofGroup; i++)
        {
            var (kind, group) = i < ofBranch ? ("党课", "") : ("小组会", " 党小组=第一党小组");
            numbers.Add(NumberIn(await SaysFirstAsync(bot, "周敏", $"/开会 {kind} 3月{day}日15:00 三楼会议室 主题=专题学习{group} {NamedRecorder}")));
        }

        await bot.MoveToAsync(3, day, 17, 5);
        var observers = RightsPlayer.All.Where(p => p.Column == 'O').Select(p => p.Name).ToHashSet();
        foreach (var (number, i) in numbers.Select((number, i) => (number, i)))
        {
            var present = Cast.All.Where(m => i < ofBranch || m.Group == "第一党小组").Select(m => m.Name)
                .Where(name => !observers.Contains(name) && !Absent.Contains(name));
            await SaysFirstAsync(bot, RightsPlayer.Recorder.Name, $"/记考勤 {number} {string.Join('、', present)} 迟到");
        }

        return [.. numbers];
    }

    private static async Task ConfirmAsync(Bot bot, int[] numbers)
    {
        foreach (var number in numbers)
        {
            await SaysFirstAsync(bot, "周敏", $"/确认考勤 {number}");
            await SaysFirstAsync(bot, "周敏", $"/确认考勤 {number} 确认");
        }
    }

    private async Task<int> CreateAsync(string command) => NumberIn(await SaysAsync("周敏", command));

    private static async Task<string> SaysFirstAsync(Bot bot, string person, string text) => (await bot.Of(person).SaysAsync(text)).Text;

    private static int NumberIn(string text) => int.Parse(Numbered().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string HandleIn(string text) =>
        Handle().Match(text) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No handle in: {text}");

    [GeneratedRegex(@"(?:编号|\[)([0-9]+)")]
    private static partial Regex Numbered();

    [GeneratedRegex("#[0-9a-f]{6}")]
    private static partial Regex Handle();

    [GeneratedRegex("(?<![0-9])[0-9]{4}(?![0-9])")]
    private static partial Regex Code();
}
