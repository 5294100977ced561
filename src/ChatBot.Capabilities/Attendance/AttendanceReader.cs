using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Attendance;

/// <inheritdoc/>
internal sealed class AttendanceReader(IDatabase postgres) : IAttendanceReader
{
    private const string Newest = """
        SELECT DISTINCT ON (member_id) member_id, status, is_confirmed, entered_by, entered_at, cause
        FROM attendance_fact WHERE branch_id = $1 AND session_id = $2 ORDER BY member_id, seq DESC
        """;

    private const string Lines = """
        SELECT member_id, status, is_confirmed, entered_by, entered_at, cause
        FROM attendance_fact WHERE branch_id = $1 AND session_id = $2 AND member_id = $3 ORDER BY seq
        """;

    // Each member's part walks the index attendance_fact_history from its newest end and stops after $3 sessions: the
    // order of the columns there is the order asked for here, so nothing is sorted and older history is never touched.
    private const string History = """
        SELECT m.member_id, h.session_id, s.number, s.kind, s.theme, s.starts_at, s.held_on_its_own, h.status
        FROM unnest($2) AS m (member_id)
        CROSS JOIN LATERAL (
            SELECT DISTINCT ON (f.session_starts_at, f.session_id) f.session_starts_at, f.session_id, f.status
            FROM attendance_fact f
            WHERE f.branch_id = $1 AND f.member_id = m.member_id AND f.is_confirmed
            ORDER BY f.session_starts_at DESC, f.session_id, f.seq DESC
            LIMIT $3) h
        JOIN session s ON s.branch_id = $1 AND s.session_id = h.session_id
        ORDER BY m.member_id, h.session_starts_at DESC, s.number DESC
        """;

    public Task<IReadOnlyList<AttendanceFact>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        FactsAsync(branch, session, Newest, [P.Of(branch.Value), P.Of(session.Value)], cancellationToken);

    public Task<IReadOnlyList<AttendanceFact>> LinesAsync(
        BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) =>
        FactsAsync(branch, session, Lines, [P.Of(branch.Value), P.Of(session.Value), P.Of(member.Value)], cancellationToken);

    public async Task<IReadOnlyDictionary<MemberId, IReadOnlyList<AttendanceMark>>> HistoryAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, int depth, CancellationToken cancellationToken)
    {
        var rows = await postgres.QueryAsync<MarkRow>(
            Scope.Of(branch),
            History,
            [P.Of(branch.Value), P.Many(members.Distinct().Select(m => m.Value)), P.Of((long)depth)],
            cancellationToken);
        var marks = rows.ToLookup(r => r.MemberId, r => r.ToMark());
        return members.Distinct().ToDictionary(m => m, m => (IReadOnlyList<AttendanceMark>)[.. marks[m]]);
    }

    private async Task<IReadOnlyList<AttendanceFact>> FactsAsync(
        BranchId branch, SessionId session, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<FactRow>(Scope.Of(branch), sql, parameters, cancellationToken)).Select(r => r.ToFact(session))];

    private sealed record FactRow(MemberId MemberId, string Status, bool IsConfirmed, MemberId EnteredBy, DateTimeOffset EnteredAt, string Cause)
    {
        public AttendanceFact ToFact(SessionId session) =>
            new(session, MemberId, Code.Parse<AttendanceStatus>(Status), IsConfirmed, EnteredBy, EnteredAt, Cause);
    }

    private sealed record MarkRow(
        MemberId MemberId, SessionId SessionId, int Number, string Kind, string Theme, DateTimeOffset StartsAt, bool? HeldOnItsOwn, string Status)
    {
        public AttendanceMark ToMark() =>
            new(SessionId, Number, Code.Parse<SessionKind>(Kind), Theme, StartsAt, HeldOnItsOwn, Code.Parse<AttendanceStatus>(Status));
    }
}
