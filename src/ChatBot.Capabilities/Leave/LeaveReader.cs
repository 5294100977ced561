using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Requests;

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

    public async Task<LeaveRequest?> GetAsync(BranchId branch, LeaveRequestId request, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<Row>(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(request.Value)], cancellationToken))?.ToRequest();

    public async Task<LeaveRequest?> StandingAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<Row>(
            Scope.Of(branch), Standing, [P.Of(branch.Value), P.Of(session.Value), P.Of(member.Value)], cancellationToken))?.ToRequest();

    public async Task<IReadOnlyList<LeaveRequest>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        [
            .. (await postgres.QueryAsync<Row>(Scope.Of(branch), OfSession, [P.Of(branch.Value), P.Of(session.Value)], cancellationToken))
                .Select(r => r.ToRequest()),
        ];

    public async Task<IReadOnlyList<LeaveRequest>> ForMemberAsync(
        BranchId branch, MemberId member, DateTimeOffset since, CancellationToken cancellationToken) =>
        [
            .. (await postgres.QueryAsync<Row>(Scope.Of(branch), OfMember, [P.Of(branch.Value), P.Of(member.Value), P.Of(since)], cancellationToken))
                .Select(r => r.ToRequest()),
        ];

    public async Task<IReadOnlyList<LeaveRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<Row>(Scope.Of(branch), Pending, [P.Of(branch.Value)], cancellationToken)).Select(r => r.ToRequest())];

    private sealed record Row(
        LeaveRequestId LeaveRequestId,
        SessionId SessionId,
        MemberId MemberId,
        string Reason,
        string? ReasonText,
        string Status,
        DateTimeOffset RequestedAt,
        bool IsLate,
        MemberId? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? DecisionNote)
    {
        public LeaveRequest ToRequest() => new()
        {
            Id = LeaveRequestId,
            Session = SessionId,
            Member = MemberId,
            Reason = Code.Parse<LeaveReason>(Reason),
            ReasonText = ReasonText,
            Status = Code.Parse<RequestStatus>(Status),
            RequestedAt = RequestedAt,
            IsLate = IsLate,
            DecidedBy = DecidedBy,
            DecidedAt = DecidedAt,
            DecisionNote = DecisionNote,
        };
    }
}
