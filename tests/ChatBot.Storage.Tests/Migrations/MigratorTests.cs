using ChatBot.Kernel.Turns;
using ChatBot.Storage.Migrations;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Migrations;

public sealed class MigratorTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_EmptyDatabase_AppliesAllInOrderAndThenNothing()
    {
        await using var database = await EmptyAsync();
        var pending = await Migrator.PendingAsync(database.ConnectionString, Token);

        var applied = await Migrator.MigrateAsync(database.ConnectionString, Token);

        Assert.Equal("0001_guards.sql", applied[0]);
        Assert.Equal(applied.Order(StringComparer.Ordinal), applied);
        Assert.Equal(pending, applied);
        Assert.Empty(await Migrator.PendingAsync(database.ConnectionString, Token));
        Assert.Empty(await Migrator.MigrateAsync(database.ConnectionString, Token));
    }

    [Fact]
    public async Task Migrate_SeveralReplicasAtOnce_EachFileIsAppliedOnce()
    {
        await using var database = await EmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.MigrateAsync(database.ConnectionString, Token)));

        Assert.Equal(Migrator.Embedded().Select(m => m.Name), applied.SelectMany(a => a).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Migrate_LandedFileChanged_IsRefusedByName()
    {
        await using var database = await EmptyAsync();
        Migration[] first = [new("0001_a.sql", "CREATE TABLE a (id int);\n"), new("0002_b.sql", "CREATE TABLE b (id int);\n")];
        await Migrator.MigrateAsync(database.ConnectionString, first, Token);

        Assert.Empty(await Migrator.MigrateAsync(database.ConnectionString, [first[0] with { Sql = first[0].Sql }, first[1]], Token));
        var changed = await Assert.ThrowsAsync<MigrationChangedException>(() => Migrator.MigrateAsync(
            database.ConnectionString, [first[0], new("0002_b.sql", "CREATE TABLE b (id bigint);\n"), new("0003_c.sql", "CREATE TABLE c ();")], Token));
        Assert.Equal("0002_b.sql", changed.Name);
        Assert.Equal(["0003_c.sql"], await Migrator.MigrateAsync(database.ConnectionString, [.. first, new("0003_c.sql", "CREATE TABLE c ();")], Token));
    }

    [Fact]
    public async Task Migrate_FaultyFile_LeavesNothingOfItBehind()
    {
        await using var database = await EmptyAsync();
        Migration[] faulty = [new("0001_a.sql", "CREATE TABLE a (id int); CREATE TABLE a (id int);")];

        await Assert.ThrowsAsync<PostgresException>(() => Migrator.MigrateAsync(database.ConnectionString, faulty, Token));

        Assert.Equal(["0001_a.sql"], await Migrator.MigrateAsync(database.ConnectionString, [new("0001_a.sql", "CREATE TABLE a (id int);")], Token));
    }

    [Fact]
    public void Checksum_OtherLineEnds_IsTheSame() =>
        Assert.Equal(new Migration("a", "x\ny\n").Checksum, new Migration("a", "x\r\ny\r\n").Checksum);

    [Fact]
    public async Task Migrate_PostgresAway_SaysSo() => await Assert.ThrowsAsync<StoreUnavailableException>(
        () => Migrator.MigrateAsync("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2", Token));

    [Fact]
    public async Task Tables_AllButThoseThatFindABranchOrBelongToAnOrganisation_LeadWithTheBranch()
    {
        var others = await stores.ScalarAsync<string[]>("""
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
            WHERE c.relkind = 'r' AND a.attname IS DISTINCT FROM 'branch_id'
            """);

        Assert.Equal(["bind_code", "budget_spending", "conversation_reference", "platform_user", "schema_migration"], others!);
    }

    private async Task<TestDatabase> EmptyAsync() =>
        await TestDatabase.CreateEmptyAsync(stores.Configuration["ConnectionStrings:Postgres"]!);
}
