using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Sessions;

/// <inheritdoc/>
internal sealed class SessionReader(IDatabase postgres) : ISessionReader
{
    private const string ById = $"SELECT {SessionRow.Columns} FROM session WHERE branch_id = $1 AND session_id = $2";

    private const string ByNumber = $"SELECT {SessionRow.Columns} FROM session WHERE branch_id = $1 AND number = $2";

    private const string ByStart = $"""
        SELECT {SessionRow.Columns} FROM session
        WHERE branch_id = $1 AND starts_at >= $2 AND starts_at < $3 ORDER BY starts_at, number
        """;

    // Not max(): behind row level security Postgres would read all numbers for it.
    private const string NextNumber = """
        SELECT coalesce((SELECT number FROM session WHERE branch_id = $1 ORDER BY number DESC LIMIT 1), 0) + 1
        """;

    private const string Expected = "SELECT member_ids FROM session_expected WHERE branch_id = $1 AND session_id = $2";

    public async Task<Session?> GetAsync(BranchId branch, SessionId session, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<SessionRow>(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(session.Value)], cancellationToken))?.ToSession();

    public async Task<Session?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<SessionRow>(Scope.Of(branch), ByNumber, [P.Of(branch.Value), P.Of(number)], cancellationToken))?.ToSession();

    public async Task<IReadOnlyList<Session>> ListAsync(BranchId branch, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        [
            .. (await postgres.QueryAsync<SessionRow>(Scope.Of(branch), ByStart, [P.Of(branch.Value), P.Of(from), P.Of(to)], cancellationToken))
                .Select(r => r.ToSession()),
        ];

    public Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.FirstAsync<int>(Scope.Of(branch), NextNumber, [P.Of(branch.Value)], cancellationToken);

    public async Task<IReadOnlyList<MemberId>> ExpectedAsync(BranchId branch, SessionId session, CancellationToken cancellationToken)
    {
        var members = await postgres.FirstAsync<Guid[]>(
            Scope.Of(branch), Expected, [P.Of(branch.Value), P.Of(session.Value)], cancellationToken);
        return members is null ? [] : [.. members.Select(m => new MemberId(m))];
    }
}
