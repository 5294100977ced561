using ChatBot.Kernel.Data;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Wall;

/// <summary>
/// A database in which every table with a <c>branch_id</c> has rows of several branches, whatever the table is: checks and
/// foreign keys are dropped here, so that a table of tomorrow is filled like those of today.
/// </summary>
internal sealed class WalledDatabase : IAsyncDisposable
{
    private const string Tables = """
        SELECT c.relname::text FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'branch_id' AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1
        """;

    private const string DropConstraints = """
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
                WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.t, r.conname);
            END LOOP;
        END $$
        """;

    // Anything of the column's type; different in every row where it may have to be.
    private const string Columns = """
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
            string_agg(CASE
                WHEN a.attname = 'branch_id' THEN '$1::uuid'
                ELSE CASE format_type(a.atttypid, NULL)
                    WHEN 'uuid' THEN 'gen_random_uuid()'
                    WHEN 'text' THEN 'gen_random_uuid()::text'
                    WHEN 'bytea' THEN 'sha256(gen_random_uuid()::text::bytea)'
                    WHEN 'jsonb' THEN quote_literal('{}')
                    WHEN 'boolean' THEN 'true'
                    WHEN 'date' THEN 'current_date'
                    WHEN 'timestamp with time zone' THEN 'now()'
                    WHEN 'integer' THEN 'n' WHEN 'bigint' THEN 'n' WHEN 'numeric' THEN 'n' WHEN 'smallint' THEN '(n % 16)::smallint'
                    ELSE quote_literal('{}') || '::' || format_type(a.atttypid, NULL) END
                END, ', ' ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
        """;

    // Here the wall alone is to hold rows back, and not that nobody may change some tables.
    private const string AllowEverything = "GRANT ALL ON ALL TABLES IN SCHEMA public TO CURRENT_USER";

    private readonly TestDatabase _database;

    private WalledDatabase(TestDatabase database, NpgsqlDataSource outside)
    {
        _database = database;
        Outside = outside;
        Inside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 }.ConnectionString);
    }

    /// <summary>Names of the tables with a branch.</summary>
    public required IReadOnlyList<string> Guarded { get; init; }

    /// <summary>Sees all branches.</summary>
    public NpgsqlDataSource Outside { get; }

    /// <summary>What the service has, with a single connection: whatever stays on it is met by the next.</summary>
    public NpgsqlDataSource Inside { get; }

    public static async Task<WalledDatabase> MakeAsync(StoreFixture stores, IReadOnlyList<Guid> branches, int rows)
    {
        var database = await TestDatabase.CreateAsync(stores.Configuration["ConnectionStrings:Postgres"]!);
        var outside = NpgsqlDataSource.Create(database.OutsideConnectionString);
        await RunAsync(outside, DropConstraints);
        await RunAsync(outside, AllowEverything);
        var tables = await ColumnAsync(outside, Tables);
        foreach (var table in tables)
        {
            await FillAsync(outside, table, branches, rows);
        }

        await RunAsync(outside, "ANALYZE");
        return new WalledDatabase(database, outside) { Guarded = tables };
    }

    public static async Task<int> RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<IReadOnlyList<string>> ColumnAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        return await reader.ListAsync(row => row.GetString(0), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Inside.DisposeAsync();
        await Outside.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task FillAsync(NpgsqlDataSource outside, string table, IReadOnlyList<Guid> branches, int rows)
    {
        string names, values;
        await using (var command = outside.CreateCommand(Columns))
        {
            command.Parameters.Add(P.Of(table));
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            await reader.ReadAsync(TestContext.Current.CancellationToken);
            (names, values) = (reader.GetString(0), reader.GetString(1));
        }

        foreach (var branch in branches)
        {
            await using var command = outside.CreateCommand($"INSERT INTO {table} ({names}) SELECT {values} FROM generate_series(1, $2) n ON CONFLICT DO NOTHING");
            command.Parameters.Add(P.Of(branch));
            command.Parameters.Add(P.Of(rows));
            Assert.InRange(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken), 1, rows);
        }
    }
}
