using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Benchmarks.Confirm;

/// <summary>The whole bot on one database, with one branch of 50 whose sessions wait for confirmation.</summary>
internal sealed class BookedBranch : IAsyncDisposable
{
    private const int Members = 50;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    private readonly ServiceProvider _services;
    private readonly MovableClock _clock;
    private readonly BranchId _branch;
    private int _messages;

    private BookedBranch(ServiceProvider services, MovableClock clock, BranchId branch) => (_services, _clock, _branch) = (services, clock, branch);

    /// <summary>Makes the branch with sessions 1 to <paramref name="sessions"/>, held one a day before now.</summary>
    public static async Task<BookedBranch> MakeAsync(string postgres, string redis, string dialogs, int sessions)
    {
        var clock = new MovableClock(Start);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = postgres,
            ["ConnectionStrings:Redis"] = redis,
            ["Storage:KeyPrefix"] = $"bench:{Guid.NewGuid():N}:",
            ["Dialogs:Folder"] = dialogs,
        }).Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(clock);
        var services = BotHost.AddBot(collection, configuration).BuildServiceProvider();
        var ids = services.GetRequiredService<IIdSource>();
        var branch = new Branch(new BranchId(ids.New()), "bench", "第一支部");
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(branch, Start, CancellationToken.None);
        var changes = new ChangeSet(branch.Id);
        var members = new List<MemberId>();
        for (var n = 0; n < Members; n++)
        {
            members.Add(new MemberId(ids.New()));
            changes.Add(new MemberSaved(new Member { Id = members[n], Name = $"成员{n}", Roles = n == 0 ? Roles.Secretary : Roles.None }));
            changes.Add(new IdentityLinked(members[n], new PlatformUser("simulator", "demo", $"m{n}")));
        }

        for (var number = 1; number <= sessions; number++)
        {
            AddSession(changes, members, number, Start.AddDays(number - sessions).AddHours(-4), ids);
        }

        await Written.CommitAsync(services, changes, CancellationToken.None);
        return new BookedBranch(services, clock, branch.Id);
    }

    /// <summary>The secretary confirms the list of a session.</summary>
    public async Task ConfirmAsync(int session)
    {
        await SayAsync("m0", $"/确认考勤 {session}", "确认后");
        await SayAsync("m0", $"/确认考勤 {session} 确认", "考勤已确认");
    }

    /// <summary>A member looks at his record.</summary>
    public Task ListAsync(int member) => SayAsync($"m{member % Members}", "/我的考勤", "次");

    /// <summary>The weekly look at who has taken part in nothing for long.</summary>
    public async Task CheckAbsenceAsync()
    {
        var snapshot = await _services.GetRequiredService<IBranchDirectory>().GetAsync(_branch, CancellationToken.None)
            ?? throw new InvalidOperationException("The branch is gone.");
        var renderer = _services.GetServices<IOutboxRenderer>().OfType<InactivityWork>().Single();
        var item = InactivityWork.Check(snapshot, snapshot.Calendar.Day(_clock.GetUtcNow()), _services.GetRequiredService<IIdSource>());
        if (await renderer.RenderAsync(item, snapshot, _clock.GetUtcNow(), CancellationToken.None) is not Rendering.Work)
        {
            throw new InvalidOperationException("The weekly check did no work.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task SayAsync(string user, string text, string expected)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        var outcome = await _services.GetRequiredService<ITurnRunner>().RunAsync(
            new InboundMessage
            {
                Sender = new PlatformUser("simulator", "demo", user),
                MessageId = $"m{++_messages}",
                Scope = ConversationScope.Private,
                ConversationId = user,
                SentAt = _clock.GetUtcNow(),
                Kind = InboundKind.Text,
                Text = text,
            },
            CancellationToken.None);
        if (outcome.Status != TurnStatus.Done || !outcome.Replies.Any(r => r.Text.Contains(expected, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"「{text}」 was answered {outcome.Status}: {string.Join('\n', outcome.Replies.Select(r => r.Text))}");
        }
    }

    private static void AddSession(ChangeSet changes, List<MemberId> members, int number, DateTimeOffset startsAt, IIdSource ids)
    {
        var session = new Session
        {
            Id = new SessionId(ids.New()),
            Number = number,
            Kind = SessionKind.PartyClass,
            Theme = $"第{number}次学习",
            StartsAt = startsAt,
            EndsAt = startsAt.AddHours(2),
            Place = "三楼会议室",
            Recorder = members[0],
            CreatedBy = members[0],
            CheckInSecret = new byte[20],
            Phase = SessionPhase.Listed,
        };
        changes.Add(new SessionCreated(session));
        changes.Add(new ExpectedFrozen(session.Id, members, startsAt));

        // Every tenth one is marked absent, another one each time.
        changes.Add(new FactsAppended([.. members.Select((m, i) => new AttendanceFact(
            session.Id, m, (i + (number * 3)) % 10 == 0 ? AttendanceStatus.Unexcused : AttendanceStatus.Present, false, members[0], session.EndsAt, "mark"))]));
    }
}
