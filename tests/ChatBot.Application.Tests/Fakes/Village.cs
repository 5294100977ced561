using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.UseCases;
using Xunit;

namespace ChatBot.Kernel.Tests.Fakes;

/// <summary>A small branch with its books in memory, in which people run use cases one after the other.</summary>
internal sealed class Village : IIdSource
{
    private readonly Branch _branch = new(new BranchId(Guid.Parse("00000000-0000-0000-0000-00000000b0b0")), "v", "V");
    private readonly SessionLookup _lookup;
    private int _lastId;

    public Village()
    {
        Books = new MemoryBooks();
        _lookup = new SessionLookup(Books);
        Escalation = new EscalationBooks(Books, Books);
        Secretary = Person("Secretary", Roles.Secretary | Roles.Committee, group: 1);
        Deputy = Person("Deputy", Roles.Deputy | Roles.Committee, group: 2);
        Leader = Person("Leader", Roles.GroupLeader, group: 1);
        Recorder = Person("Recorder", Roles.Recorder, group: 2);
        Ann = Person("Ann", Roles.None, group: 1);
        Bob = Person("Bob", Roles.None, group: 2);
        Members = [Secretary, Deputy, Leader, Recorder, Ann, Bob];
    }

    public MemoryBooks Books { get; }

    public MovableClock Clock { get; } = new(At("2026-03-02 09:00"));

    public EscalationBooks Escalation { get; }

    public BranchPolicy Policy { get; set; } = new();

    public Member Secretary { get; }

    public Member Deputy { get; }

    /// <summary>Leader of group 1, to which the secretary and Ann belong.</summary>
    public Member Leader { get; }

    public Member Recorder { get; }

    public Member Ann { get; }

    public Member Bob { get; }

    public List<Member> Members { get; }

    public BranchSnapshot Branch => new(_branch, Policy, Members, [], [], [], Parts(Books.Sessions.Values.OrderBy(s => s.StartsAt)));

    /// <summary>The parts of a snapshot that holds the sessions.</summary>
    public static IReadOnlyDictionary<Type, object> Parts(params IEnumerable<Session> sessions) =>
        new Dictionary<Type, object> { [typeof(OpenSessions)] = new OpenSessions([.. sessions]) };

    private SheetReader Sheets => new(_lookup, Books, Books, Books);

    public static DateTimeOffset At(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    public static GroupId Group(int number) => new(new Guid(number, 9, 9, [9, 9, 9, 9, 9, 9, 9, 9]));

    Guid IIdSource.New() => new(++_lastId, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]);

    public Guid NewId() => ((IIdSource)this).New();

    /// <summary>A class of two hours, entered as if by the secretary.</summary>
    public Session Plan(string start, SessionKind kind = SessionKind.PartyClass, int? group = null)
    {
        var session = new Session
        {
            Id = new SessionId(NewId()),
            Number = Books.Sessions.Count + 1,
            Kind = kind,
            Theme = "Theme",
            StartsAt = At(start),
            EndsAt = At(start).AddHours(2),
            Audience = group is { } g ? new Audience(AudienceKind.Group, Group(g)) : Audience.WholeBranch,
            CreatedBy = Secretary.Id,
            CheckInSecret = [1],
        };
        Books.Sessions.Add(session.Id, session);
        return session;
    }

    /// <summary>Everybody but the named checks in, then the session ends and its list goes out.</summary>
    public async Task HoldAsync(Session session, params Member[] missing)
    {
        Clock.SetUtcNow(session.StartsAt > Clock.GetUtcNow() ? session.StartsAt : Clock.GetUtcNow());
        var changes = new ChangeSet(_branch.Id);
        var expected = ExpectedMembers.Of(session, Members, new DateOnly(2026, 3, 1)).ToList();
        changes.Add(new ExpectedFrozen(session.Id, [.. expected.Select(m => m.Id)], session.StartsAt));
        foreach (var member in expected.Except(missing))
        {
            changes.Add(new CheckInSaved(new CheckInEntry(session.Id, member.Id, session.StartsAt, false, member.Id)));
        }

        changes.Add(new SessionChanged(Books.Sessions[session.Id] with { Phase = SessionPhase.Listed, Version = session.Version + 1 }));
        Assert.Equal(CommitStatus.Committed, (await Books.CommitAsync(changes, null, TestContext.Current.CancellationToken)).Status);
        Clock.SetUtcNow(session.EndsAt > Clock.GetUtcNow() ? session.EndsAt : Clock.GetUtcNow());
    }

    public Task<UseCaseResult> AsksLeaveAsync(Member member, Session session, params (string Name, string Value)[] inputs) =>
        RunAsync(new RequestLeave(_lookup, new LeaveShape(_lookup, Books), Books), member, [("session", session.Id.ToString()), .. inputs]);

    public Task<UseCaseResult> DecidesLeaveAsync(Member member, Guid request, string decision) => RunAsync(
        new DecideLeave(new LeaveShape(_lookup, Books), Books, Books, Escalation), member, [("request", request.ToString("N")), ("decision", decision)]);

    /// <summary>Looks at the card and says yes to it.</summary>
    public async Task<UseCaseResult> ConfirmsAsync(Member member, Session session, params (string Name, string Value)[] inputs)
    {
        var card = await RunAsync(new ConfirmAttendance(_lookup, Sheets, Escalation), member, [("session", session.Id.ToString()), .. inputs]);
        return card.OnYes is { } yes
            ? await RunAsync(new ConfirmAttendance(_lookup, Sheets, Escalation), member, [("confirm", "yes"), .. yes.Values.Select(v => (v.Key, v.Value))])
            : card;
    }

    public Task<UseCaseResult> PreviewsAsync(Member member, Session session) =>
        RunAsync(new ConfirmAttendance(_lookup, Sheets, Escalation), member, [("session", session.Id.ToString())]);

    public Task<UseCaseResult> MarksAsync(Member member, Session session, AttendanceStatus status, params Member[] named) => RunAsync(
        new MarkAttendance(_lookup, Sheets), member, [("session", session.Id.ToString()), ("status", status.ToString()), ("members", string.Join(',', named.Select(m => m.Id)))]);

    public Task<UseCaseResult> CorrectsAsync(Member member, Session session, Member whose, AttendanceStatus status) => RunAsync(
        new CorrectAttendance(_lookup, Sheets, Escalation), member, [("session", session.Id.ToString()), ("member", whose.Id.ToString()), ("status", status.ToString())]);

    /// <summary>Runs a use case and commits what it changes.</summary>
    public async Task<UseCaseResult> RunAsync(IUseCase useCase, Member actor, (string Name, string Value)[] inputs, ConversationScope where = ConversationScope.Private)
    {
        for (var isRetry = false; ; isRetry = true)
        {
            var scope = Scope(actor, where, isRetry);
            var result = await useCase.RunAsync(new Inputs(inputs.ToDictionary(i => i.Name, i => i.Value)), scope, TestContext.Current.CancellationToken);
            var status = (await Books.CommitAsync(scope.Changes, null, TestContext.Current.CancellationToken)).Status;
            if (status == CommitStatus.Committed)
            {
                return result;
            }

            Assert.False(isRetry, "The books refuse it twice.");
        }
    }

    public TurnScope Scope(Member actor, ConversationScope where = ConversationScope.Private, bool isRetry = false) => new()
    {
        IsRetry = isRetry,
        Branch = Branch,
        Actor = actor,
        Now = Clock.GetUtcNow(),
        Message = Samples.Message("m") with { Scope = where },
        Changes = new ChangeSet(_branch.Id),
        Ids = this,
    };

    /// <summary>The statuses confirmed for a member, by session number.</summary>
    public AttendanceStatus? StatusOf(Session session, Member member) =>
        Books.MarksOf(member.Id).Where(m => m.Session == session.Id).Select(m => (AttendanceStatus?)m.Status).FirstOrDefault();

    /// <summary>Rows of a kind, as "kind to name".</summary>
    public IEnumerable<string> Told(params string[] kinds) =>
        Books.Outbox.Where(i => kinds.Contains(i.Kind)).Select(i => $"{i.Kind} to {(i.Recipient.Member is { } m ? Branch.NameOf(m) : i.Recipient.Kind.ToString())}");

    private Member Person(string name, Roles roles, int group) => new()
    {
        Id = new MemberId(NewId()),
        Name = name,
        Roles = roles,
        Group = Group(group),
        JoinedOn = new DateOnly(2020, 7, 1),
    };
}
