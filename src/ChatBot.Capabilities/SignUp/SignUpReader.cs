using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

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
        SELECT 0, member_id, status, answered_at, entered_by FROM sign_up
        WHERE branch_id = $1 AND session_id = $2 AND member_id = $3
        """;

    public async Task<(IReadOnlyList<SignUpEntry> Entries, int Count)> ForSessionAsync(
        BranchId branch, SessionId session, CancellationToken cancellationToken)
    {
        var rows = await postgres.ListAsync(
            Scope.Of(branch),
            OfSession,
            [P.Of(branch.Value), P.Of(session.Value)],
            row => (Count: row.GetInt32(0), Entry: row.IsDBNull(1) ? null : Read(session, row)),
            cancellationToken);
        return ([.. rows.Select(r => r.Entry).OfType<SignUpEntry>()], rows[0].Count);
    }

    public Task<SignUpEntry?> FindAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken) =>
        postgres.FirstAsync(
            Scope.Of(branch), OfMember, [P.Of(branch.Value), P.Of(session.Value), P.Of(member.Value)], row => Read(session, row), cancellationToken);

    private static SignUpEntry Read(SessionId session, NpgsqlDataReader row) =>
        new(session, new MemberId(row.GetGuid(1)), row.Code<SignUpStatus>(2), row.At(3), new MemberId(row.GetGuid(4)));
}
