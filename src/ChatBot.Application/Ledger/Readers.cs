using ChatBot.Domain;
using ChatBot.Domain.Attendance;
using ChatBot.Domain.CheckIn;
using ChatBot.Domain.Disputes;
using ChatBot.Domain.Escalation;
using ChatBot.Domain.Leave;
using ChatBot.Domain.Points;
using ChatBot.Domain.Sessions;
using ChatBot.Domain.SignUp;
using ChatBot.Domain.Study;

namespace ChatBot.Application.Ledger;

/// <summary>Reads sessions. All readers throw <see cref="Turns.StoreUnavailableException"/> when Postgres is away.</summary>
public interface ISessionReader
{
    /// <summary>One session, or null.</summary>
    Task<Session?> GetAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>The session of a number, or null.</summary>
    Task<Session?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken);

    /// <summary>Sessions that start in [from, to), by start.</summary>
    Task<IReadOnlyList<Session>> ListAsync(BranchId branch, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The next free number.</summary>
    Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken);

    /// <summary>The frozen list of expected members; empty before the session opened.</summary>
    Task<IReadOnlyList<MemberId>> ExpectedAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);
}

/// <summary>Reads sign-ups.</summary>
public interface ISignUpReader
{
    /// <summary>The newest answer of each member, and the session's sign-up counter for <see cref="SignUpSaved"/>.</summary>
    Task<(IReadOnlyList<SignUpEntry> Entries, int Count)> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>A member's answer, or null.</summary>
    Task<SignUpEntry?> FindAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken);
}

/// <summary>Reads leave requests.</summary>
public interface ILeaveReader
{
    Task<LeaveRequest?> GetAsync(BranchId branch, LeaveRequestId request, CancellationToken cancellationToken);

    /// <summary>A member's request for a session that is pending or approved; there is at most one.</summary>
    Task<LeaveRequest?> StandingAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken);

    /// <summary>All requests for a session.</summary>
    Task<IReadOnlyList<LeaveRequest>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>A member's requests since an instant, newest first.</summary>
    Task<IReadOnlyList<LeaveRequest>> ForMemberAsync(BranchId branch, MemberId member, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Requests nobody has decided yet, oldest first.</summary>
    Task<IReadOnlyList<LeaveRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken);
}

/// <summary>Reads check-ins.</summary>
public interface ICheckInReader
{
    Task<IReadOnlyList<CheckInEntry>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);
}

/// <summary>Reads the attendance record.</summary>
public interface IAttendanceReader
{
    /// <summary>The newest line of each member for a session: drafts and confirmed ones.</summary>
    Task<IReadOnlyList<AttendanceFact>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// For each member the newest <paramref name="depth"/> confirmed marks by session start, one a session. Cost does not
    /// grow with older history.
    /// </summary>
    Task<IReadOnlyDictionary<MemberId, IReadOnlyList<AttendanceMark>>> HistoryAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, int depth, CancellationToken cancellationToken);

    /// <summary>Every line of a member and session, oldest first: the explanation of a status.</summary>
    Task<IReadOnlyList<AttendanceFact>> LinesAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken);
}

/// <summary>Reads escalation steps.</summary>
public interface IEscalationReader
{
    Task<EscalationStep?> GetAsync(BranchId branch, StepId step, CancellationToken cancellationToken);

    /// <summary>Steps of the members that are not withdrawn.</summary>
    Task<IReadOnlyList<EscalationStep>> InForceAsync(BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);

    /// <summary>How often steps were planned for each of the members, for <see cref="StepsPlanned"/>; 0 for never.</summary>
    Task<IReadOnlyDictionary<MemberId, int>> VersionsAsync(BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);

    /// <summary>To-dos: proposed steps, oldest first.</summary>
    Task<IReadOnlyList<EscalationStep>> ProposedAsync(BranchId branch, CancellationToken cancellationToken);
}

/// <summary>Reads disputes.</summary>
public interface IDisputeReader
{
    Task<Dispute?> GetAsync(BranchId branch, DisputeId dispute, CancellationToken cancellationToken);

    Task<IReadOnlyList<Dispute>> OpenAsync(BranchId branch, CancellationToken cancellationToken);

    Task<IReadOnlyList<Dispute>> ForMemberAsync(BranchId branch, MemberId member, CancellationToken cancellationToken);
}

/// <summary>Reads points.</summary>
public interface IPointsReader
{
    Task<IReadOnlyList<PointsItem>> ItemsAsync(BranchId branch, CancellationToken cancellationToken);

    Task<PointsClaim?> GetClaimAsync(BranchId branch, PointsClaimId claim, CancellationToken cancellationToken);

    Task<IReadOnlyList<PointsClaim>> PendingAsync(BranchId branch, CancellationToken cancellationToken);

    Task<IReadOnlyList<PointsClaim>> ClaimsOfAsync(BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken);

    /// <summary>Totals of all members with entries in the months [from, to].</summary>
    Task<IReadOnlyList<(MemberId Member, decimal Points)>> TotalsAsync(BranchId branch, PointsMonth from, PointsMonth to, CancellationToken cancellationToken);

    /// <summary>A member's entries in the months [from, to], oldest first.</summary>
    Task<IReadOnlyList<PointsEntry>> EntriesOfAsync(BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken);
}

/// <summary>Reads study material.</summary>
public interface IStudyReader
{
    Task<Material?> GetAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken);

    Task<Material?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Material>> ListAsync(BranchId branch, int most, CancellationToken cancellationToken);

    /// <summary>Who has read it.</summary>
    Task<IReadOnlyList<MemberId>> ReadersAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken);

    Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken);
}

/// <summary>Reads what can be undone.</summary>
public interface IUndoReader
{
    /// <summary>The actor's newest entry since an instant that was not taken back, or null.</summary>
    Task<UndoEntry?> NewestAsync(BranchId branch, MemberId actor, DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>Rows that gave up and wait for a person.</summary>
public interface IDeadLetterReader
{
    /// <summary>Kind, recipient, and why; newest first.</summary>
    Task<IReadOnlyList<(string Kind, string Detail, DateTimeOffset At)>> ListAsync(BranchId branch, int most, CancellationToken cancellationToken);
}
