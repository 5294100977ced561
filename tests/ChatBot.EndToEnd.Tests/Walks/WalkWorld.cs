using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Serving;
using ChatBot.Host.Simulator;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Storage.Audit;
using ChatBot.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatBot.EndToEnd.Tests.Walks;

/// <summary>
/// A branch of its own for some walks, with something of everything, behind the product's own turns and outbox on real
/// stores. Its clock is moved by hand, and with it what falls due.
/// </summary>
internal sealed partial class WalkWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CapturedLog _log;
    private readonly TestDatabase _database;
    private readonly ITurnRunner _turns;
    private readonly SimulatorChat _chat;
    private long _lastPush;
    private int _messages;

    private WalkWorld(ServiceProvider services, CapturedLog log, TestDatabase database, MovableClock clock, SampleBranch branch)
    {
        (_services, _log, _database, Clock, Branch) = (services, log, database, clock, branch);
        Ledger = services.GetRequiredService<RecordingLedger>();
        _turns = services.GetRequiredService<ITurnRunner>();
        _chat = services.GetRequiredService<SimulatorChat>();
    }

    public MovableClock Clock { get; }

    public RecordingLedger Ledger { get; }

    public SampleBranch Branch { get; }

    /// <summary>Now, where the branch is.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow().ToOffset(BotSetup.Start.Offset);

    /// <summary>What was logged as a warning or worse.</summary>
    public IReadOnlyCollection<string> Complaints => _log.Lines;

    /// <summary>Composes the bot and gives it a branch with sessions behind and ahead.</summary>
    public static async Task<WalkWorld> StartAsync(BotSetup setup, CancellationToken cancellationToken)
    {
        var database = await TestDatabase.CreateAsync(setup.Postgres);
        var clock = new MovableClock(BotSetup.Start);
        var log = new CapturedLog();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = database.ConnectionString,
            ["ConnectionStrings:Redis"] = setup.Redis,
            ["Simulator:Enabled"] = "true",
            ["Storage:KeyPrefix"] = $"walk:{Guid.NewGuid():N}:",
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IClockHands>(new MovableClockHands(clock));
        BotHost.AddBot(services, configuration);
        var real = services.Last(s => s.ServiceType == typeof(ILedger));
        services.Remove(real);
        services.AddSingleton(provider => new RecordingLedger((ILedger)(real.ImplementationFactory?.Invoke(provider)
            ?? real.ImplementationInstance ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
        services.AddSingleton<ILedger>(provider => provider.GetRequiredService<RecordingLedger>());
        var provider = services.BuildServiceProvider();
        var branch = new SampleBranch();
        await branch.SaveAsync(provider, cancellationToken);
        var world = new WalkWorld(provider, log, database, clock, branch);
        await world.PrepareAsync(cancellationToken);
        return world;
    }

    /// <summary>One message of a member, as a turn of its own.</summary>
    public Task<TurnOutcome> SayAsync(Member who, string text, InboundKind kind, ConversationScope scope, CancellationToken cancellationToken)
    {
        var account = Branch.AccountOf(who);
        return _turns.RunAsync(
            new InboundMessage
            {
                Sender = account,
                MessageId = "walk" + Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture),
                Scope = scope,
                ConversationId = scope == ConversationScope.Group ? Branch.GroupChat.Address : account.UserId,
                SentAt = Clock.GetUtcNow(),
                Kind = kind,
                Text = kind == InboundKind.Attachment ? "" : text,
                Attachments = kind == InboundKind.Attachment ? [new InboundAttachment("file", "media-1", "材料.pdf")] : [],
            },
            cancellationToken);
    }

    /// <summary>Lets time pass, and with it everything that falls due.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        _services.GetRequiredService<ClockMover>().MoveToAsync(Clock.GetUtcNow() + time, cancellationToken);

    /// <summary>What the bot said on its own since the last call: to whom (null is the group), and what.</summary>
    public IReadOnlyList<(Member? To, SimulatedLine Line)> TakePushes()
    {
        var fresh = _chat.After(_lastPush).Where(l => l.Pushed).ToList();
        _lastPush = fresh.Count > 0 ? fresh[^1].Id : _lastPush;
        return [.. fresh.Select(l => (l.Conversation == SimulatorChat.Group ? null : Branch.Members.First(m => l.Conversation == SimulatorChat.Private(Branch.AccountOf(m).UserId)), l))];
    }

    /// <summary>Calls sessions, so that there is always one soon and some in the days to come.</summary>
    public async Task CallSessionsAsync(Random random, CancellationToken cancellationToken)
    {
        string[] kinds = ["党课", "主题党日", "支部大会", "志愿活动", "组织生活会"];
        foreach (var at in new[] { Now.AddMinutes(random.Next(15, 40)), Now.AddDays(random.Next(1, 9)), Now.AddDays(random.Next(2, 15)) })
        {
            await AskAsync(Branch.Secretary, $"/开会 {kinds[random.Next(kinds.Length)]} {at.Year}年{at.Month}月{at.Day}日{at.Hour}:{at.Minute:00} 三楼会议室 主题=专题学习", cancellationToken);
        }
    }

    /// <summary>Seals the audit trail and verifies it; what is wrong, or empty.</summary>
    public async Task<string> AuditFaultAsync(CancellationToken cancellationToken)
    {
        while (await _services.GetRequiredService<AuditSealer>().SealAsync(100, cancellationToken) > 0)
        {
        }

        var report = await _services.GetRequiredService<AuditVerifier>().VerifyAsync(Branch.Id, cancellationToken);
        return report is { IsWhole: true, Unsealed: 0 } ? "" : $"{report.Fault} ({report.Unsealed} unsealed)";
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        _log.Dispose();
    }

    // Two confirmed sessions at which three were absent, one to confirm, points to claim: as in the life of a branch.
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await AskAsync(Branch.Secretary, "/设积分 志愿服务 作用 2 小时", cancellationToken);
        await AskAsync(Branch.Secretary, "/设积分 理论学习 组织生活 1 次", cancellationToken);
        var present = string.Join('、', Branch.Members.Except(Branch.Ordinary.Take(3)).Select(m => m.Name));
        for (var session = 0; session < 3; session++)
        {
            var at = Now.AddHours(6);
            var created = await AskAsync(Branch.Secretary, $"/开会 党课 {at.Month}月{at.Day}日{at.Hour}:00 三楼会议室 主题=专题学习", cancellationToken);
            var number = Numbered().Match(created).Groups[1].Value;
            await WaitAsync(TimeSpan.FromHours(9), cancellationToken);
            if (session < 2)
            {
                await AskAsync(Branch.Recorder, $"/记考勤 {number} {present} 到会", cancellationToken);
                await AskAsync(Branch.Secretary, $"/确认考勤 {number}", cancellationToken);
                await AskAsync(Branch.Secretary, $"/确认考勤 {number} 确认", cancellationToken);
            }

            await WaitAsync(TimeSpan.FromHours(15), cancellationToken);
        }
    }

    private async Task<string> AskAsync(Member who, string text, CancellationToken cancellationToken)
    {
        var outcome = await SayAsync(who, text, InboundKind.Text, ConversationScope.Private, cancellationToken);
        return outcome.Status == TurnStatus.Done
            ? string.Join('\n', outcome.Replies.Select(r => r.PlainText))
            : throw new InvalidOperationException($"{text}: {outcome.Status}\n{string.Join('\n', Complaints)}");
    }

    [GeneratedRegex(@"(?:编号|\[)([0-9]+)")]
    private static partial Regex Numbered();
}
