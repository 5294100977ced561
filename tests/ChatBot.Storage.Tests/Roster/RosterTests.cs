using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Roster;

public sealed class RosterTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IBranchAdmin Admin => stores.Get<IBranchAdmin>();

    [Fact]
    public async Task Snapshot_SampleBranch_HoldsEverything()
    {
        var books = await Books.OpenAsync(stores);
        var sample = books.Branch;

        var snapshot = await SnapshotAsync(books);

        Assert.Equal(sample.Branch, snapshot.Branch);
        Assert.Equal(sample.Members.ToHashSet(), snapshot.Members.ToHashSet());
        Assert.Equal(sample.Groups.ToHashSet(), snapshot.Groups.ToHashSet());
        Assert.Equal([sample.AccountOf(sample.Recorder)], snapshot.AccountsOf(sample.Recorder.Id));
        Assert.Equal([new BoundConversation(sample.GroupChat, null, 0)], snapshot.Conversations);
        Assert.Equivalent(new BranchPolicy(), snapshot.Policy, strict: true);
    }

    [Fact]
    public async Task Snapshot_SessionsOfAllAges_LeavesOutWhatIsOverForLong()
    {
        var books = await Books.OpenAsync(stores);
        Session Ended(int number, int daysAgo, SessionPhase phase) =>
            books.Branch.NewSession(number, Now.AddDays(-daysAgo)) with { Phase = phase };
        await books.HaveAsync(
            new SessionCreated(Ended(1, 60, SessionPhase.Confirmed)),
            new SessionCreated(Ended(2, 60, SessionPhase.Cancelled)),
            new SessionCreated(Ended(3, 60, SessionPhase.Listed)),
            new SessionCreated(Ended(4, 44, SessionPhase.Confirmed)),
            new SessionCreated(Ended(5, 3, SessionPhase.Cancelled)),
            new SessionCreated(Ended(6, -5, SessionPhase.Scheduled)));

        var snapshot = await SnapshotAsync(books);

        Assert.Equal([3, 4, 5, 6], snapshot.Sessions.Select(s => s.Number));
    }

    [Fact]
    public async Task ListWithoutWork_RowsOfAllStates_NamesBranchesWhereNoneWaits()
    {
        var (idle, busy) = (await Books.OpenAsync(stores), await Books.OpenAsync(stores));
        OutboxItem Row(Books books, string key) => new()
        {
            Id = Guid.NewGuid(),
            Branch = books.Branch.Branch.Id,
            DueAt = Now.AddDays(3),
            Kind = "test",
            Recipient = Recipient.Worker,
            DedupeKey = key,
        };
        await busy.HaveAsync(new OutboxAdded(Row(busy, "job.a:1")));
        await idle.HaveAsync(new OutboxAdded(Row(idle, "job.b:1")), new OutboxAdded(Row(idle, "job.a:1")), new OutboxCancelled("job.a:", "test"));

        var found = new List<BranchId>();
        for (BranchId? last = null; await Admin.ListWithoutWorkAsync("job.a:", last, 1, Token) is [var next]; last = next)
        {
            found.Add(next);
        }

        Assert.Contains(idle.Branch.Branch.Id, found);
        Assert.DoesNotContain(busy.Branch.Branch.Id, found);
        Assert.Equal(found.Distinct().Count(), found.Count);
    }

    [Fact]
    public async Task Member_SavedAgain_HoldsTheNewForm()
    {
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9] with
        {
            Name = "新名字",
            Group = null,
            Roles = Roles.Recorder | Roles.Observer,
            Standing = Standing.Guest,
            IsLeader = true,
            IsMobile = true,
            JoinedOn = null,
            LeftOn = new DateOnly(2026, 2, 28),
        };

        await books.HaveAsync(new MemberSaved(member));

        Assert.Equal(member, (await SnapshotAsync(books)).Member(member.Id));
    }

    [Fact]
    public async Task Member_WrittenBeforeTheGroupOfTheSameCommit_IsTaken()
    {
        var books = await Books.OpenAsync(stores);
        var group = new PartyGroup(new GroupId(Guid.NewGuid()), "第四党小组");

        await books.HaveAsync(new MemberSaved(books.Branch.Members[9] with { Group = group.Id }), new GroupSaved(group));

        Assert.Equal(group.Id, (await SnapshotAsync(books)).Member(books.Branch.Members[9].Id)!.Group);
    }

    [Fact]
    public async Task Identity_LinkedToAnother_ReplacesTheEarlierOwner()
    {
        var books = await Books.OpenAsync(stores);
        var (old, now) = (books.Branch.Members[9], books.Branch.Members[10]);
        var account = books.Branch.AccountOf(old);
        var directory = stores.Get<IBranchDirectory>();
        Assert.Equal((books.Branch.Id, old.Id), await directory.FindAsync(account, Token));

        await books.HaveAsync(new IdentityLinked(now.Id, account));

        Assert.Equal((books.Branch.Id, now.Id), await directory.FindAsync(account, Token));
        var snapshot = await SnapshotAsync(books);
        Assert.Empty(snapshot.AccountsOf(old.Id));
        Assert.Equal([account, books.Branch.AccountOf(now)], snapshot.AccountsOf(now.Id));
    }

    [Fact]
    public async Task Identity_OfAnotherBranchsMember_ConflictsUntilTheMemberHasLeft()
    {
        var (home, other) = (await Books.OpenAsync(stores), await Books.OpenAsync(stores));
        var member = home.Branch.Members[9];
        var account = home.Branch.AccountOf(member);
        var link = new IdentityLinked(other.Branch.Members[9].Id, account);

        Assert.Equal(CommitStatus.Conflict, await other.WriteAsync(link));
        Assert.Equal((home.Branch.Id, member.Id), await stores.Get<IBranchDirectory>().FindAsync(account, Token));

        await home.HaveAsync(new MemberSaved(member with { LeftOn = new DateOnly(2026, 3, 1) }));
        Assert.Equal(CommitStatus.Committed, await other.WriteAsync(link));
        Assert.Equal((other.Branch.Id, other.Branch.Members[9].Id), await stores.StartReplica().Find(account));
    }

    [Fact]
    public async Task Conversation_BoundAgainAndUnbound_FollowsTheLastWord()
    {
        var books = await Books.OpenAsync(stores);
        var webhook = new OutboundRoute("simulator", "main", RouteKind.Webhook, "group1");
        await books.HaveAsync(new ConversationBound(new BoundConversation(webhook, books.Branch.Groups[0].Id, 2)));
        await books.HaveAsync(new ConversationBound(new BoundConversation(webhook, null, 1)));
        Assert.Equal(
            [new BoundConversation(books.Branch.GroupChat, null, 0), new BoundConversation(webhook, null, 1)],
            (await SnapshotAsync(books)).Conversations);

        await books.HaveAsync(new ConversationUnbound(books.Branch.GroupChat));

        Assert.Equal([webhook], (await SnapshotAsync(books)).Conversations.Select(c => c.Route));
    }

    [Fact]
    public async Task Policy_SavedByTwoFromTheSameVersion_OneConflicts()
    {
        var books = await Books.OpenAsync(stores);
        var policy = new BranchPolicy
        {
            Version = 2,
            Profile = "p002",
        }
            .With(new LeavePolicy { Deadline = TimeSpan.FromHours(12) })
            .With(new EscalationPolicy { Streak = new StreakPolicy { Kinds = new HashSet<SessionKind> { SessionKind.PartyClass }, ExcusedBreaks = false } })
            .With(new ReminderPolicy { Before = [TimeSpan.FromHours(5)], QuietFrom = new TimeOnly(20, 15) })
            .With(new OnlinePolicy { Allowed = OnlineAllowed.None });

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new PolicySaved(policy)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new PolicySaved(new BranchPolicy { Version = 2 })));
        var stored = (await SnapshotAsync(books)).Policy;
        Assert.Equal(("p002", 2), (stored.Profile, stored.Version));
        Assert.Equivalent(policy.Leave, stored.Leave, strict: true);
        Assert.Equivalent(policy.Escalation, stored.Escalation, strict: true);
        Assert.Equivalent(policy.Reminders, stored.Reminders, strict: true);
        Assert.Equivalent(policy.Online, stored.Online, strict: true);
    }

    [Fact]
    public async Task Policy_StoredBeforeAParameterExisted_KeepsItsDefault()
    {
        var books = await Books.OpenAsync(stores);
        await stores.ExecuteAsync(
            "INSERT INTO branch_policy (branch_id, version, policy) VALUES ($1, 3, '{\"version\": 3, \"leave\": {}, \"of_a_newer_version\": 1}')",
            books.Branch.Id.Value);

        Assert.Equivalent(new BranchPolicy { Version = 3 }, (await SnapshotAsync(books)).Policy, strict: true);
    }

    [Fact]
    public async Task Branch_CodeInUse_IsRefused()
    {
        var first = new Branch(new BranchId(Guid.NewGuid()), $"b-{Guid.NewGuid():N}", "支部", "Asia/Urumqi");
        await Admin.CreateBranchAsync(first, Now, Token);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Admin.CreateBranchAsync(first with { Id = new BranchId(Guid.NewGuid()) }, Now, Token));
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(
            () => Admin.CreateBranchAsync(first with { TimeZone = "Mars/Olympus" }, Now, Token));
        Assert.Equal(first, await Admin.FindByCodeAsync(first.Code, Token));
        Assert.Null(await Admin.FindByCodeAsync(first.Code + "x", Token));
        Assert.Contains(first, await Admin.ListAsync(Token));
    }

    [Fact]
    public async Task BindCode_TakenByManyAtOnce_BindsOnce()
    {
        var books = await Books.OpenAsync(stores);
        var code = Guid.NewGuid().ToString("N");
        await Admin.KeepBindCodeAsync(books.Branch.Id, code, Now.AddMinutes(10), Token);
        Assert.Equal(books.Branch.Id, await Admin.FindBindCodeAsync(code, Now, Token));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Admin.TakeBindCodeAsync(code, Now, Token)));

        Assert.Single(taken, t => t == books.Branch.Id);
        Assert.Equal(7, taken.Count(t => t is null));
        Assert.Equal(0L, await stores.ScalarAsync<long>("SELECT count(*) FROM bind_code WHERE branch_id = $1", books.Branch.Id.Value));
    }

    [Fact]
    public async Task BindCode_ExpiredOrTakenInACommit_IsGone()
    {
        var books = await Books.OpenAsync(stores);
        var (late, used) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        await Admin.KeepBindCodeAsync(books.Branch.Id, late, Now, Token);
        await Admin.KeepBindCodeAsync(books.Branch.Id, used, Now.AddMinutes(10), Token);

        Assert.Null(await Admin.FindBindCodeAsync(late, Now, Token));
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new BindCodeTaken(used)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new BindCodeTaken(used)));
        Assert.Null(await Admin.TakeBindCodeAsync(used, Now, Token));
    }

    private async Task<BranchSnapshot> SnapshotAsync(Books books) =>
        (await stores.Get<IBranchDirectory>().GetAsync(books.Branch.Id, Token))!;
}
