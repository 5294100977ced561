using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;

namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>
/// A branch with something of everything that can be decided. Each method makes one more such thing by real turns and
/// returns the command that would act on it.
/// </summary>
public sealed partial class RightsWorld : BotFixture
{
    /// <summary>Absent twice, so that steps wait for the secretary.</summary>
    private static readonly string[] Absent = ["赵文博", "孙立群", "杨帆"];

    private int _sessions;

    /// <summary>Number of a session that is held and waits for its confirmation.</summary>
    public int ToConfirm { get; private set; }

    /// <summary>Number of the last confirmed session.</summary>
    public int Confirmed { get; private set; }

    /// <summary>A session far ahead.</summary>
    public async Task<int> SessionAheadAsync() =>
        await CreateAsync($"/开会 党课 5月{1 + (_sessions++ % 28)}日15:00 三楼会议室 主题=专题学习");

    /// <summary>A meeting of the first group, far ahead.</summary>
    public async Task<int> GroupMeetingAheadAsync() =>
        await CreateAsync($"/开会 小组会 6月{1 + (_sessions++ % 28)}日15:00 三楼会议室 主题=小组学习 党小组=第一党小组");

    /// <summary>Handle of a request for leave from a session, made by the person.</summary>
    public async Task<string> LeaveAsync(int session, string person) =>
        HandleIn(await SaysAsync(person, $"/请假 {session} 家事"));

    /// <summary>Handle of a points claim made by the person.</summary>
    public async Task<string> ClaimAsync(string person) =>
        HandleIn(await SaysAsync(person, "/申报积分 志愿服务 2小时 社区清洁"));

    /// <summary>Number of a draft made by the person.</summary>
    public async Task<string> DraftAsync(string person) =>
        Numbered().Match(await SaysAsync(person, "/学习 标题=第一章导读 正文=请大家读完第一章")).Groups[1].Value;

    /// <summary>Handle of a dispute against the last confirmed session.</summary>
    public async Task<string> DisputeAsync(string person) =>
        HandleIn(await SaysAsync(person, $"/申诉 {Confirmed} 那天我到了，坐在后排靠窗"));

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

    /// <summary>What the bot answers to a person.</summary>
    public async Task<string> SaysAsync(string person, string text) => (await Bot.Of(person).SaysAsync(text)).Text;

    /// <inheritdoc/>
    protected override async Task PrepareAsync(Bot bot)
    {
        await SaysFirstAsync(bot, "周敏", "/设积分 志愿服务 作用 2 小时");
        for (var day = 3; day <= 4; day++)
        {
            Confirmed = NumberIn(await SaysFirstAsync(bot, "周敏", $"/开会 党课 3月{day}日15:00 三楼会议室 主题=专题学习"));
            await bot.MoveToAsync(3, day, 17, 5);
            var present = Cast.All.Select(m => m.Name).Except(Absent);
            await SaysFirstAsync(bot, "程浩", $"/记考勤 {Confirmed} {string.Join('、', present)} 到会");
            await SaysFirstAsync(bot, "周敏", $"/确认考勤 {Confirmed}");
            await SaysFirstAsync(bot, "周敏", "确认");
        }

        ToConfirm = NumberIn(await SaysFirstAsync(bot, "周敏", "/开会 党课 3月5日15:00 三楼会议室 主题=专题学习"));
        await bot.MoveToAsync(3, 5, 16);
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
}
