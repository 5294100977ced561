using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Leave;

/// <inheritdoc/>
internal sealed class LeaveReader(IDatabase postgres) : ILeaveReader
{
    private const string Select = """
        SELECT leave_request_id, session_id, member_id, reason, reason_text, status, requested_at, is_late, decided_by,
            decided_at, decision_note
        FROM leave_request WHERE branch_id = $1
        """;

    private const string ById = $"{Select} AND leave_request_id = $2";

    // The unique index over those that stand finds the one row.
    private const string Standing = $"{Select} AND session_id = $2 AND member_id = $3 AND status IN ('pending', 'approved')";

    private const string OfSession = $"{Select} AND session_id = $2 ORDER BY requested_at, leave_request_id";

    private const string OfMember = $"{Select} AND member_id = $2 AND requested_at >= $3 ORDER BY requested_at DESC, leave_request_id DESC";

    private const string Pending = $"{Select} AND status = 'pending' ORDER BY requested_at, leave_request_id";

    public Task<LeaveRequest?> GetAsync(BranchId branch, LeaveRequestId request, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(request.Value)], Read, cancellationToken);

    public Task<LeaveRequest?> StandingAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), Standing, [P.Of(branch.Value), P.Of(session.Value), P.Of(member.Value)], Read, cancellationToken);

    public Task<IReadOnlyList<LeaveRequest>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), OfSession, [P.Of(branch.Value), P.Of(session.Value)], Read, cancellationToken);

    public Task<IReadOnlyList<LeaveRequest>> ForMemberAsync(
        BranchId branch, MemberId member, DateTimeOffset since, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), OfMember, [P.Of(branch.Value), P.Of(member.Value), P.Of(since)], Read, cancellationToken);

    public Task<IReadOnlyList<LeaveRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), Pending, [P.Of(branch.Value)], Read, cancellationToken);

    private static LeaveRequest Read(NpgsqlDataReader row) => new()
    {
        Id = new LeaveRequestId(row.GetGuid(0)),
        Session = new SessionId(row.GetGuid(1)),
        Member = new MemberId(row.GetGuid(2)),
        Reason = row.Code<LeaveReason>(3),
        ReasonText = row.Text(4),
        Status = row.Code<LeaveStatus>(5),
        RequestedAt = row.At(6),
        IsLate = row.GetBoolean(7),
        DecidedBy = row.Id(8) is { } by ? new MemberId(by) : null,
        DecidedAt = row.AtOrNull(9),
        DecisionNote = row.Text(10),
    };
}
