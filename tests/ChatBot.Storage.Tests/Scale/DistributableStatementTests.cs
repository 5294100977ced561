using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Scale;

/// <summary>Each statement of the product asks one node, but for those that are meant to ask all.</summary>
public sealed class DistributableStatementTests(StoreFixture stores)
{
    private static readonly Dictionary<string, string> MeantForAll = new(StringComparer.Ordinal)
    {
        ["AuditSealer.WaitingBranches"] = "a worker looks for branches whose lines wait",
        ["OutboxStatements.ReadySince"] = "a dispatcher serves all branches",
        ["OutboxStatements.NextDue"] = "a dispatcher serves all branches",
        ["OutboxStatements.Candidates"] = "a dispatcher serves all branches; what it claims it claims branch by branch",
        ["OutboxStatements.Blocked"] = "a dispatcher serves all branches",
        ["Sweeper.OldInbox"] = "upkeep looks for what is old, and removes it branch by branch",
        ["Sweeper.OldUndo"] = "upkeep looks for what is old, and removes it branch by branch",
        ["Sweeper.OldOutbox"] = "upkeep looks for what is old, and removes it branch by branch",
        ["Sweeper.OldCards"] = "upkeep looks for what is old, and removes it branch by branch",
        ["Sweeper.OldCodes"] = "upkeep looks for what is old, and removes it code by code",
    };

    [Fact]
    public async Task Statements_OfTheProduct_AskOneNodeOrAreMeantForAll()
    {
        var tables = await TablesAsync();
        var statements = Statements().ToList();

        Assert.InRange(statements.Count, 100, int.MaxValue);
        Assert.Empty(MeantForAll.Keys.Except(statements.Select(s => s.Name)));
        Assert.Empty(
            from statement in statements
            from fault in StatementRules.FaultsOf(statement.Sql, tables)
            where !(MeantForAll.ContainsKey(statement.Name) && fault.StartsWith("owner:", StringComparison.Ordinal))
            select $"{statement.Name}: {fault}");
    }

    [Fact]
    public async Task MeantForAll_Statements_NeedTheirPlaceInTheList()
    {
        var tables = await TablesAsync();
        Assert.All(
            Statements().Where(s => MeantForAll.ContainsKey(s.Name)),
            s => Assert.Contains(StatementRules.FaultsOf(s.Sql, tables), f => f.StartsWith("owner:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SELECT name FROM member WHERE member_id = $1", "owner")]
    [InlineData("SELECT branch_id FROM platform_user WHERE branch_id = $1", "owner")]
    [InlineData("DELETE FROM bind_code WHERE expires_at <= $1", "owner")]
    [InlineData("INSERT INTO reading (material_id, member_id) VALUES ($1, $2)", "owner")]
    [InlineData("SELECT set_config($1, $2, true)", "set_config")]
    [InlineData("SELECT pg_try_advisory_xact_lock(hashtextextended('audit_seal:' || $1, 0))", "advisory lock")]
    [InlineData("INSERT INTO audit (branch_id, seq) VALUES ($1, nextval('audit_seq_seq'))", "nextval")]
    [InlineData("WITH r AS (SELECT branch_id, outbox_id FROM outbox WHERE bucket = $1 LIMIT $2 FOR UPDATE SKIP LOCKED) UPDATE outbox o SET holds = true FROM r WHERE o.branch_id = r.branch_id", "row lock")]
    [InlineData("SELECT o.outbox_id FROM outbox o WHERE o.branch_id = $1 AND NOT EXISTS (SELECT FROM outbox f WHERE f.branch_id = o.branch_id) FOR UPDATE", "row lock")]
    [InlineData("SELECT r.at FROM generate_series(0, $1) b (n) CROSS JOIN LATERAL (SELECT ready_at AS at FROM outbox WHERE bucket = b.n LIMIT 1) r", "lateral")]
    [InlineData("WITH RECURSIVE b AS (SELECT branch_id FROM audit_unsealed UNION ALL SELECT branch_id FROM b) SELECT * FROM b", "recursive")]
    [InlineData("WITH w AS (INSERT INTO reading (branch_id, member_id) VALUES ($1, $2) RETURNING 1) SELECT guard_held(count(*)) FROM w", "insert in WITH")]
    [InlineData("INSERT INTO sign_up (branch_id, session_id) SELECT $1, $2 FROM session WHERE branch_id = $1", "insert select")]
    [InlineData("INSERT INTO audit_seal (branch_id, position) SELECT $1, * FROM unnest($2)", "insert select")]
    [InlineData("WITH line AS (SELECT 1 AS branch_id) INSERT INTO audit_unsealed (branch_id, seq) SELECT branch_id, 1 FROM line", "insert select")]
    [InlineData("UPDATE outbox SET finished_at = CASE WHEN $2 THEN now() END WHERE branch_id = $1", "clock in CASE")]
    [InlineData("UPDATE outbox SET finished_at = coalesce($2, now()) WHERE branch_id = $1", "clock in CASE")]
    [InlineData("INSERT INTO platform_user AS u (user_id, branch_id) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET branch_id = $2 WHERE NOT EXISTS (SELECT FROM member)", "on conflict where")]
    [InlineData("SELECT b.branch_id FROM branch b WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.branch_id = b.branch_id AND o.branch_id = $1)", "correlated")]
    [InlineData("DELETE FROM inbox i USING (SELECT branch_id, key FROM inbox WHERE handled_at < $1 LIMIT $2) old WHERE i.branch_id = old.branch_id", "limited change")]
    public async Task Statement_OfARefusedKind_IsFound(string sql, string rule) =>
        Assert.Contains(StatementRules.FaultsOf(sql, await TablesAsync()), f => f.StartsWith($"{rule}:", StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT member_id FROM member WHERE branch_id = $1 AND member_id = ANY ($2)")]
    [InlineData("INSERT INTO reading (branch_id, material_id, member_id, read_at) VALUES ($1, $2, $3, $4) ON CONFLICT (branch_id, material_id, member_id) DO NOTHING")]
    [InlineData("INSERT INTO bind_code AS c (branch_id, code_hash, expires_at) VALUES ($1, $2, $3) ON CONFLICT (code_hash) DO UPDATE SET expires_at = excluded.expires_at WHERE c.branch_id = excluded.branch_id")]
    [InlineData("INSERT INTO outbox (branch_id, outbox_id) SELECT m.branch_id, $3 FROM outbox m WHERE m.branch_id = $1 AND m.outbox_id = $2")]
    [InlineData("SELECT branch_id FROM branch WHERE code = $1")]
    public async Task Statement_OfOneNode_IsGood(string sql) => Assert.Empty(StatementRules.FaultsOf(sql, await TablesAsync()));

    private async Task<IReadOnlySet<string>> TablesAsync() =>
        (await stores.ScalarAsync<string[]>("SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = 'public'"))!.ToHashSet();

    // Parts of statements are left to the statements that they are parts of.
    private static IEnumerable<(string Name, string Sql)> Statements() =>
        ProductSql.Statements().Where(s => s.Sql.Count(c => c == '(') == s.Sql.Count(c => c == ')'));
}
