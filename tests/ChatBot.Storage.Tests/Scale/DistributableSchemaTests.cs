using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Scale;

/// <summary>The migrated schema can be distributed by branch as it is (<c>deploy/scale/citus.sql</c>).</summary>
public sealed class DistributableSchemaTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schema_AsMigrated_HasNothingThatCannotBeDistributed() =>
        Assert.Empty(await SchemaRules.FaultsAsync(stores.Outside, Token));

    [Fact]
    public async Task Spread_TablesNamedByTheScript_Exist()
    {
        var spread = Spread.Read();
        var named = spread.ByOther.Keys.Concat(spread.Whole).Concat(spread.Local).ToArray();

        Assert.InRange(named.Length, 5, 10);
        Assert.Equal(
            named.Order(StringComparer.Ordinal),
            (await stores.ScalarAsync<string[]>(
                "SELECT array_agg(tablename::text ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY ($1)", (object)named))!
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("CREATE TABLE bad (id uuid PRIMARY KEY)", "column: bad has no branch_id")]
    [InlineData("CREATE TABLE bad (branch_id uuid, id uuid PRIMARY KEY)", "unique: bad_pkey does not hold branch_id")]
    [InlineData("CREATE TABLE bad (branch_id uuid, id uuid, PRIMARY KEY (branch_id, id), CONSTRAINT bad_id UNIQUE (id))", "unique: bad_id does not hold branch_id")]
    [InlineData("CREATE UNIQUE INDEX bad_name ON member (name) WHERE left_on IS NULL", "unique: bad_name does not hold branch_id")]
    [InlineData("CREATE UNIQUE INDEX bad_user ON platform_user (branch_id, member_id)", "unique: bad_user does not hold user_id")]
    [InlineData(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$; CREATE TRIGGER bad AFTER INSERT ON reading EXECUTE FUNCTION f()",
        "trigger: bad on reading")]
    [InlineData("CREATE RULE bad AS ON DELETE TO reading DO INSTEAD NOTHING", "rule: bad on reading")]
    [InlineData(
        "CREATE POLICY bad ON reading USING (branch_id = (SELECT current_setting('branchbot.branch', true)::uuid))", "policy: bad on reading holds a sub-select")]
    [InlineData(
        "CREATE POLICY bad ON reading FOR INSERT WITH CHECK (EXISTS (SELECT FROM branch b WHERE b.branch_id = reading.branch_id))",
        "policy: bad on reading holds a sub-select")]
    [InlineData(
        "CREATE TABLE bad (branch_id uuid, id uuid, member uuid, PRIMARY KEY (branch_id, id)); CREATE UNIQUE INDEX m ON member (member_id); ALTER TABLE bad ADD CONSTRAINT bad_m FOREIGN KEY (member) REFERENCES member (member_id)",
        "reference: bad_m from bad to member")]
    [InlineData("ALTER TABLE branch ADD first_member uuid; ALTER TABLE branch ADD CONSTRAINT bad FOREIGN KEY (branch_id, first_member) REFERENCES member", "reference: bad from branch to member")]
    [InlineData("CREATE TABLE bad (branch_id uuid, seq bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (branch_id, seq))", "sequence: bad.seq")]
    [InlineData("CREATE TABLE bad (branch_id uuid, seq bigserial, PRIMARY KEY (branch_id, seq))", "sequence: bad.seq")]
    [InlineData("CREATE TABLE bad () INHERITS (reading)", "inheritance: bad")]
    public async Task Schema_WithSomethingOfTheKind_IsFound(string sql, string fault)
    {
        stores.SkipWithoutStores();
        await using var database = await TestDatabase.CreateAsync(stores.Configuration["ConnectionStrings:Postgres"]!);
        await using var source = NpgsqlDataSource.Create(database.OutsideConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);

        Assert.Contains(fault, await SchemaRules.FaultsAsync(source, Token));
    }
}
