using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Wall;

/// <summary>What Postgres itself keeps apart, should a statement forget to: see <see cref="Scope"/>.</summary>
public sealed class SecondWallTests(StoreFixture stores)
{
    private static readonly BranchId Own = new(Guid.NewGuid());
    private static readonly BranchId Other = new(Guid.NewGuid());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_WithABranch_AreAllBehindTheWall()
    {
        var behind = await stores.ScalarAsync<string[]>("""
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
            JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'own_branch' AND p.polcmd = '*' AND p.polroles = '{0}'
            WHERE c.relrowsecurity AND c.relforcerowsecurity
                AND pg_get_expr(p.polqual, p.polrelid) LIKE '%branch_id = (NULLIF(current_setting(''branchbot.branch''%'
                AND (SELECT count(*) FROM pg_policy q WHERE q.polrelid = c.oid) = 1
            """);
        var all = await stores.ScalarAsync<string[]>("""
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'branch_id' AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            """);

        Assert.InRange(all!.Length, 28, int.MaxValue);
        Assert.True(
            all.SequenceEqual(behind!),
            $"Not behind the wall: {string.Join(", ", all.Except(behind!))}. The migration that makes a table calls SELECT keep_branches_apart('its_name').");
    }

    [Fact]
    public async Task Role_OfTheService_DoesNotPassTheWall() => Assert.False(await stores.ScalarAsync<bool>(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"));

    [Fact]
    public async Task BareStatement_EveryTable_ReachesOwnRowsOnly()
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [Own.Value, Other.Value], 1);
        var postgres = new Postgres(database.Inside);
        foreach (var table in database.Guarded)
        {
            Assert.Equal([Own.Value], await BranchesAsync(postgres, Scope.Of(Own), table));
            Assert.Equal([Other.Value], await BranchesAsync(postgres, Scope.Of(Other), table));
            Assert.Equal(2, (await BranchesAsync(postgres, Scope.AllBranches("test"), table)).Count);
            Assert.Empty(await BranchesAsync(postgres, Scope.NoBranch, table));
            Assert.Empty(await BranchesAsync(postgres, Scope.Of(new BranchId(Guid.NewGuid())), table));
        }
    }

    [Fact]
    public async Task BareWrite_EveryTable_LeavesOtherBranchesAlone()
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [Other.Value], 3);
        var postgres = new Postgres(database.Inside);
        foreach (var table in database.Guarded)
        {
            foreach (var scope in (Scope[])[Scope.Of(Own), Scope.NoBranch])
            {
                Assert.Equal(0, await postgres.ExecuteAsync(scope, $"UPDATE {table} SET branch_id = branch_id", [], Token));
                Assert.Equal(0, await postgres.ExecuteAsync(scope, $"DELETE FROM {table}", [], Token));

                // Nor is a row slipped into another branch, or moved there.
                var refused = await Assert.ThrowsAsync<PostgresException>(() => postgres.ExecuteAsync(
                    scope,
                    $"WITH m AS (SELECT (jsonb_populate_record(NULL::{table}, jsonb_build_object('branch_id', $1::uuid))).*) INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM m",
                    [P.Of(Other.Value)],
                    Token));
                Assert.True(refused.SqlState is PostgresErrorCodes.InsufficientPrivilege, $"{table}: {refused.MessageText}");
            }

            Assert.InRange((await BranchesAsync(postgres, Scope.Of(Other), table)).Count, 1, 3);
        }
    }

    [Fact]
    public async Task Scope_OfAnEarlierCallOrAFailedOne_IsGoneFromTheConnection()
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [Own.Value, Other.Value], 1);
        var postgres = new Postgres(database.Inside);

        foreach (var scope in (Scope[])[Scope.AllBranches("test"), Scope.Of(Own)])
        {
            await BranchesAsync(postgres, scope, "member");
            Assert.Empty(await BranchesAsync(postgres, Scope.NoBranch, "member"));
            await Assert.ThrowsAsync<PostgresException>(() => postgres.ExecuteAsync(scope, "SELECT 1 / 0", [], Token));
            Assert.Empty(await BranchesAsync(postgres, Scope.NoBranch, "member"));
            await postgres.TransactionAsync(scope, System.Data.IsolationLevel.ReadCommitted, (_, _) => Task.FromResult(0), Token);
            Assert.Empty(await BranchesAsync(postgres, Scope.NoBranch, "member"));
        }

        Assert.Equal([Other.Value], await BranchesAsync(postgres, Scope.Of(Other), "member"));
    }

    [Fact]
    public async Task Batch_AStatementFails_RollsBackAndLeavesTheConnectionUsable()
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [Own.Value], 1);
        var postgres = new Postgres(database.Inside);

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<PostgresException>(() => postgres.WriteAsync(
                Scope.Of(Own),
                batch =>
                {
                    batch.BatchCommands.Add(Postgres.Command("DELETE FROM member WHERE branch_id = $1", [P.Of(Own.Value)]));
                    batch.BatchCommands.Add(Postgres.Command("SELECT 1 / 0", []));
                },
                Token));
            await Assert.ThrowsAsync<PostgresException>(() => postgres.ListAsync(Scope.Of(Own), "SELECT 1 / 0", [], row => row.GetInt32(0), Token));
            Assert.Single(await BranchesAsync(postgres, Scope.Of(Own), "member"));
        }
    }

    [Fact]
    public void Statement_OfAScope_IsMadeOfConstantsAndDigitsAlone()
    {
        Assert.Matches("^SET LOCAL branchbot\\.branch = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'$", Scope.Of(Own).Statement);
        Assert.Equal("SET LOCAL branchbot.scope = 'all'", Scope.AllBranches("'; DROP TABLE member; --").Statement);
        Assert.Null(Scope.NoBranch.Statement);
    }

    [Fact]
    public async Task WriteProbe_WallAndPrivilegesInOrder_FindsNothingAndLeavesNothing()
    {
        Assert.Null(await stores.Get<WriteProbe>().FaultAsync(Token));
        Assert.Equal(0L, await stores.ScalarAsync<long>("SELECT count(*) FROM inbox WHERE key = 'doctor'"));
    }

    [Theory]
    [InlineData("REVOKE INSERT ON inbox FROM CURRENT_USER", "42501")]
    [InlineData("ALTER TABLE inbox DISABLE ROW LEVEL SECURITY", "another branch sees the row")]
    [InlineData("ALTER POLICY own_branch ON inbox USING (false)", "42501")]
    [InlineData("ALTER POLICY own_branch ON inbox USING (false) WITH CHECK (true)", "not there for its own branch")]
    [InlineData("DROP TABLE inbox", "42P01")]
    public async Task WriteProbe_AWriteOrTheWallFails_SaysWhich(string sql, string fault)
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [], 0);
        await WalledDatabase.RunAsync(database.Outside, sql);

        Assert.Contains(fault, await new WriteProbe(new Postgres(database.Inside)).FaultAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeAccount_ForAnotherBranchThanOnesOwn_GivesNothing()
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [Other.Value], 1);
        var postgres = new Postgres(database.Inside);
        const string take = "SELECT take_account('wecom', 'main', 'somebody', $1, $2)";

        var taken = await postgres.FirstAsync(Scope.Of(Own), take, [P.Of(Other.Value), P.Of(Guid.NewGuid())], row => row.GetInt64(0), Token);
        var nobody = await postgres.FirstAsync(Scope.NoBranch, take, [P.Of(Other.Value), P.Of(Guid.NewGuid())], row => row.GetInt64(0), Token);
        var own = await postgres.FirstAsync(Scope.Of(Own), take, [P.Of(Own.Value), P.Of(Guid.NewGuid())], row => row.GetInt64(0), Token);

        Assert.Equal((0, 0, 1), (taken, nobody, own));
        Assert.Empty(await BranchesAsync(postgres, Scope.NoBranch, "platform_user"));
    }

    private static Task<IReadOnlyList<Guid>> BranchesAsync(Postgres postgres, Scope scope, string table) =>
        postgres.ListAsync(scope, $"SELECT branch_id FROM {table}", [], row => row.GetGuid(0), Token);
}
