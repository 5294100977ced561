using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;

namespace ChatBot.Kernel.Tests.Fakes;

/// <summary>One branch's books in memory: what leave, attendance and escalation read and write, with the guards they rely on.</summary>
internal sealed class MemoryBooks : ILedger, ISessionReader, ISignUpReader, ILeaveReader, ICheckInReader, IAttendanceReader, IEscalationReader
{
    private readonly Dictionary<SessionId, IReadOnlyList<MemberId>> _expected = [];
    private readonly List<AttendanceFact> _facts = [];
    private readonly Dictionary<MemberId, int> _planned = [];
    private readonly List<CheckInEntry> _checkIns = [];
    private readonly Dictionary<(SessionId, MemberId), SignUpEntry> _signUps = [];

    public Dictionary<SessionId, Session> Sessions { get; } = [];

    public Dictionary<LeaveRequestId, LeaveRequest> Requests { get; } = [];

    public Dictionary<StepId, EscalationStep> Steps { get; } = [];

    public List<OutboxItem> Outbox { get; } = [];

    public List<Audited> Audit { get; } = [];

    public IReadOnlyList<AttendanceFact> Facts => _facts;

    /// <summary>How deep each look into the history was.</summary>
    public List<int> Depths { get; } = [];

    public Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken)
    {
        if (!changes.Changes.All(Holds))
        {
            return Task.FromResult(new CommitResult(CommitStatus.Conflict));
        }

        foreach (var change in changes.Changes)
        {
            Write(change);
        }

        return Task.FromResult(new CommitResult(CommitStatus.Committed));
    }

    public Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken) => Task.FromResult<InboxEntry?>(null);

    public Task<Session?> GetAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) => Task.FromResult(Sessions.GetValueOrDefault(session));

    public Task<Session?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken) =>
        Task.FromResult(Sessions.Values.FirstOrDefault(s => s.Number == number));

    public Task<IReadOnlyList<Session>> ListAsync(BranchId branch, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        List(Sessions.Values.Where(s => s.StartsAt >= from && s.StartsAt < to).OrderBy(s => s.StartsAt));

    public Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken) => Task.FromResult(Sessions.Count + 1);

    public Task<IReadOnlyList<MemberId>> ExpectedAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        List(_expected.GetValueOrDefault(session) ?? []);

    Task<(IReadOnlyList<SignUpEntry> Entries, int Count)> ISignUpReader.ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<(IReadOnlyList<SignUpEntry>, int)>(([.. _signUps.Values.Where(e => e.Session == session)], 0));

    public Task<SignUpEntry?> FindAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) =>
        Task.FromResult(_signUps.GetValueOrDefault((session, member)));

    public Task<LeaveRequest?> GetAsync(BranchId branch, LeaveRequestId request, CancellationToken cancellationToken) =>
        Task.FromResult(Requests.GetValueOrDefault(request));

    Task<LeaveRequest?> ILeaveReader.StandingAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) => Task.FromResult(
        Requests.Values.FirstOrDefault(r => r.Session == session && r.Member == member && r.Status is RequestStatus.Pending or RequestStatus.Approved));

    Task<IReadOnlyList<LeaveRequest>> ILeaveReader.ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        List(Requests.Values.Where(r => r.Session == session));

    public Task<IReadOnlyList<LeaveRequest>> ForMemberAsync(BranchId branch, MemberId member, DateTimeOffset since, CancellationToken cancellationToken) =>
        List(Requests.Values.Where(r => r.Member == member && r.RequestedAt >= since).OrderByDescending(r => r.RequestedAt));

    public Task<IReadOnlyList<LeaveRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken) =>
        List(Requests.Values.Where(r => r.Status == RequestStatus.Pending).OrderBy(r => r.RequestedAt));

    Task<IReadOnlyList<CheckInEntry>> ICheckInReader.ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        List(_checkIns.Where(e => e.Session == session));

    Task<IReadOnlyList<AttendanceFact>> IAttendanceReader.ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        List(_facts.Where(f => f.Session == session).GroupBy(f => f.Member).Select(lines => lines.Last()));

    public Task<IReadOnlyDictionary<MemberId, IReadOnlyList<AttendanceMark>>> HistoryAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, int depth, CancellationToken cancellationToken)
    {
        Depths.Add(depth);
        return Task.FromResult<IReadOnlyDictionary<MemberId, IReadOnlyList<AttendanceMark>>>(
            members.Distinct().ToDictionary(m => m, m => (IReadOnlyList<AttendanceMark>)[.. MarksOf(m).OrderByDescending(mark => mark.StartsAt).ThenBy(mark => mark.Session.Value).Take(depth)]));
    }

    public Task<IReadOnlyList<AttendanceFact>> LinesAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) =>
        List(_facts.Where(f => f.Session == session && f.Member == member));

    public Task<EscalationStep?> GetAsync(BranchId branch, StepId step, CancellationToken cancellationToken) => Task.FromResult(Steps.GetValueOrDefault(step));

    public Task<IReadOnlyList<EscalationStep>> InForceAsync(BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        List(Steps.Values.Where(s => s.IsInForce && members.Contains(s.Member)));

    public Task<IReadOnlyDictionary<MemberId, int>> VersionsAsync(BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<MemberId, int>>(members.Distinct().ToDictionary(m => m, m => _planned.GetValueOrDefault(m)));

    public Task<IReadOnlyList<EscalationStep>> ProposedAsync(BranchId branch, CancellationToken cancellationToken) =>
        List(Steps.Values.Where(s => s.State == StepState.Proposed).OrderBy(s => s.OpenedAt));

    /// <summary>The newest confirmed line of every session of the member.</summary>
    public IEnumerable<AttendanceMark> MarksOf(MemberId member) =>
        from line in _facts
        where line.IsConfirmed && line.Member == member
        group line by line.Session into lines
        let session = Sessions[lines.Key]
        select new AttendanceMark(session.Id, session.Number, session.Kind, session.Theme, session.StartsAt, session.HeldOnItsOwn, lines.Last().Status);

    private bool Holds(Change change) => change switch
    {
        SessionChanged c => Sessions[c.Session.Id].Version == c.Session.Version - 1,
        LeaveRequested c => !Requests.Values.Any(r =>
            r.Session == c.Request.Session && r.Member == c.Request.Member && r.Status is RequestStatus.Pending or RequestStatus.Approved),
        LeaveChanged c => Requests[c.Request.Id].Status == c.From,
        StepChanged c => Steps[c.Step.Id].State == c.From,
        StepsPlanned c => c.Versions.All(v => _planned.GetValueOrDefault(v.Key) == v.Value),
        _ => true,
    };

    private void Write(Change change)
    {
        switch (change)
        {
            case SessionCreated c: Sessions.Add(c.Session.Id, c.Session); break;
            case SessionChanged c: Sessions[c.Session.Id] = c.Session; break;
            case ExpectedFrozen c: _expected[c.Session] = c.Members; break;
            case SignUpSaved c: _signUps[(c.Entry.Session, c.Entry.Member)] = c.Entry; break;
            case LeaveRequested c: Requests.Add(c.Request.Id, c.Request); break;
            case LeaveChanged c: Requests[c.Request.Id] = c.Request; break;
            case CheckInSaved c: _checkIns.Add(c.Entry); break;
            case FactsAppended c: _facts.AddRange(c.Facts); break;
            case StepOpened c:
                // The store's unique index: none of the same member, level and session is in force.
                if (Steps.Values.Any(s => s.IsInForce && (s.Member, s.Level, s.ReachedAt) == (c.Step.Member, c.Step.Level, c.Step.ReachedAt)))
                {
                    throw new InvalidOperationException("The step is in force already.");
                }

                Steps.Add(c.Step.Id, c.Step);
                break;
            case StepsPlanned c:
                foreach (var (member, version) in c.Versions)
                {
                    _planned[member] = version + 1;
                }

                break;
            case StepChanged c: Steps[c.Step.Id] = c.Step; break;
            case OutboxAdded c: Outbox.Add(c.Item); break;
            case Audited c: Audit.Add(c); break;
            case UndoKept: break;
            default: throw new NotSupportedException(change.GetType().Name);
        }
    }

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);
}
