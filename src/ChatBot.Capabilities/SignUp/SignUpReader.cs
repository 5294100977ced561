using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.SignUp;

/// <inheritdoc/>
internal sealed class SignUpReader(IDatabase postgres) : ISignUpReader
{
    // One statement, so that answers and counter are of the same moment.
    private const string OfSession = """
        SELECT c.count, a.member_id, a.status, a.answered_at, a.entered_by
        FROM (SELECT coalesce((SELECT count FROM session_sign_up_count WHERE branch_id = $1 AND session_id = $2), 0) AS count) c
        LEFT JOIN sign_up a ON a.branch_id = $1 AND a.session_id = $2
        ORDER BY a.answered_at, a.member_id
        """;

    private const string OfMember = """
        SELECT member_id, status, answered_at, entered_by FROM sign_up
        WHERE branch_id = $1 AND session_id = $2 AND member_id = $3
        """;

    public async Task<(IReadOnlyList<SignUpEntry> Entries, int Count)> ForSessionAsync(
        BranchId branch, SessionId session, CancellationToken cancellationToken)
    {
        var rows = await postgres.QueryAsync<CountedRow>(
            Scope.Of(branch), OfSession, [P.Of(branch.Value), P.Of(session.Value)], cancellationToken);
        return ([.. rows.Select(r => r.Answer?.ToEntry(session)).OfType<SignUpEntry>()], rows[0].Count);
    }

    public async Task<SignUpEntry?> FindAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken)
    {
        var row = await postgres.FirstAsync<Row>(
            Scope.Of(branch), OfMember, [P.Of(branch.Value), P.Of(session.Value), P.Of(member.Value)], cancellationToken);
        return row?.ToEntry(session);
    }

    private sealed record Row(MemberId MemberId, string Status, DateTimeOffset AnsweredAt, MemberId EnteredBy)
    {
        public SignUpEntry ToEntry(SessionId session) => new(session, MemberId, Code.Parse<SignUpStatus>(Status), AnsweredAt, EnteredBy);
    }

    // Without an answer there is one row with the counter alone.
    private sealed record CountedRow(int Count, MemberId? MemberId, string? Status, DateTimeOffset? AnsweredAt, MemberId? EnteredBy)
    {
        public Row? Answer =>
            this is { MemberId: { } member, Status: { } status, AnsweredAt: { } at, EnteredBy: { } by } ? new Row(member, status, at, by) : null;
    }
}
