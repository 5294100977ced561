using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Roster;

namespace ChatBot.Storage.Roster;

/// <inheritdoc/>
internal sealed class BranchAdmin(Postgres postgres) : IBranchAdmin
{
    private const int BranchesAtOnce = 500;

    private const string Insert = """
        INSERT INTO branch (branch_id, code, name, time_zone, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """;

    private const string ByCode = $"SELECT {BranchRow.Columns} FROM branch WHERE code = $1";

    private const string All = $"SELECT {BranchRow.Columns} FROM branch ORDER BY code";

    private const string After = "SELECT branch_id FROM branch WHERE branch_id > $1 ORDER BY branch_id LIMIT $2";

    private const string WithWork = """
        SELECT DISTINCT branch_id FROM outbox
        WHERE branch_id = ANY ($1) AND dedupe_key >= $2 AND dedupe_key < $3 AND state IN ('waiting', 'claimed')
        """;

    // Two branches with the same code at the same time: the first keeps it, the second is told to print another.
    private const string UpsertCode = """
        INSERT INTO bind_code AS c (branch_id, code_hash, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (code_hash) DO UPDATE SET expires_at = excluded.expires_at WHERE c.branch_id = excluded.branch_id
        """;

    private const string FindCode = "SELECT branch_id FROM bind_code WHERE code_hash = $1 AND expires_at > $2";

    private const string TakeCode = "DELETE FROM bind_code WHERE code_hash = $1 AND expires_at > $2 RETURNING branch_id";

    public async Task CreateBranchAsync(Branch branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _ = TimeZoneInfo.FindSystemTimeZoneById(branch.TimeZone);
        var written = await postgres.ExecuteAsync(
            Scope.Of(branch.Id),
            Insert,
            [P.Of(branch.Id.Value), P.Of(branch.Code), P.Of(branch.Name), P.Of(branch.TimeZone), P.Of(now)],
            cancellationToken);
        if (written == 0)
        {
            throw new InvalidOperationException($"There is a branch with the code {branch.Code} already.");
        }
    }

    public async Task<Branch?> FindByCodeAsync(string code, CancellationToken cancellationToken)
    {
        var scope = Scope.AllBranches("an operator names a branch by its code");
        return (await postgres.FirstAsync<BranchRow>(scope, ByCode, [P.Of(code)], cancellationToken))?.ToBranch();
    }

    public async Task<IReadOnlyList<Branch>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<BranchRow>(Scope.AllBranches("lists the branches"), All, [], cancellationToken)).Select(r => r.ToBranch())];

    public async Task<IReadOnlyList<BranchId>> ListWithoutWorkAsync(
        string dedupeKeyPrefix, BranchId? after, int most, CancellationToken cancellationToken)
    {
        var scope = Scope.AllBranches("upkeep finds the branches whose recurring work is missing");
        var without = new List<BranchId>();
        var last = after?.Value ?? Guid.Empty;
        while (without.Count < most)
        {
            var page = await postgres.QueryAsync<Guid>(scope, After, [P.Of(last), P.Of((long)BranchesAtOnce)], cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            var busy = await postgres.QueryAsync<Guid>(
                scope, WithWork, [P.Many(page), P.Of(dedupeKeyPrefix), P.Of(dedupeKeyPrefix + "\U0010FFFF")], cancellationToken);
            without.AddRange(page.Except(busy).Take(most - without.Count).Select(b => new BranchId(b)));
            last = page[^1];
        }

        return without;
    }

    public async Task KeepBindCodeAsync(BranchId branch, string code, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var written = await postgres.ExecuteAsync(
            Scope.AllBranches("a code in use by another branch has to be seen"),
            UpsertCode,
            [P.Of(branch.Value), P.Of(BindCodes.Hash(code)), P.Of(expiresAt)],
            cancellationToken);
        if (written == 0)
        {
            throw new InvalidOperationException("The code is in use by another branch; make another one.");
        }
    }

    public Task<BranchId?> FindBindCodeAsync(string code, DateTimeOffset now, CancellationToken cancellationToken) =>
        BranchOfAsync(FindCode, code, now, cancellationToken);

    public Task<BranchId?> TakeBindCodeAsync(string code, DateTimeOffset now, CancellationToken cancellationToken) =>
        BranchOfAsync(TakeCode, code, now, cancellationToken);

    private Task<BranchId?> BranchOfAsync(string sql, string code, DateTimeOffset now, CancellationToken cancellationToken) =>
        postgres.FirstAsync<BranchId?>(
            Scope.AllBranches("finds the branch of a one-time code"), sql, [P.Of(BindCodes.Hash(code)), P.Of(now)], cancellationToken);
}
