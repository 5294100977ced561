using System.Security.Cryptography;
using System.Text;
using ChatBot.Kernel.Data;
using ChatBot.Storage.Migrations;
using Npgsql;

namespace ChatBot.TestKit;

/// <summary>A database of its own, copied from a template that is migrated once for each set of migrations.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int MostAttempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private const string TemplatePrefix = "branchbot_template_";

    /// <summary>One process at a time makes or copies a template: a copy needs it without visitors.</summary>
    private const string Lock = "SELECT pg_advisory_lock(7310)";

    /// <summary>
    /// SQL files (separated like <c>PATH</c>) that are run one after the other in each new migrated database, for servers on
    /// which there is more to do than to migrate.
    /// </summary>
    private const string SetupVariable = "BRANCHBOT_TEST_POSTGRES_SETUP";

    private readonly string _server;
    private readonly string _name;

    private TestDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = For(server, name, pooling: true);
    }

    /// <summary>Leads to the new database.</summary>
    public string ConnectionString { get; }

    /// <summary>The same for a look from outside: past the wall that keeps the branches' rows apart.</summary>
    public string OutsideConnectionString => PastTheWall(ConnectionString);

    /// <summary>A connection string that sees the rows of all branches.</summary>
    public static string PastTheWall(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{builder.Options} -c {Scope.ScopeSetting}={Scope.All}".TrimStart();
        return builder.ConnectionString;
    }

    /// <summary>Makes a migrated database on the server of <paramref name="server"/>, whose user may create databases.</summary>
    public static Task<TestDatabase> CreateAsync(string server) => CreateAsync(server, migrated: true);

    /// <summary>Makes an empty database.</summary>
    public static Task<TestDatabase> CreateEmptyAsync(string server) => CreateAsync(server, migrated: false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var connectionString in (string[])[ConnectionString, OutsideConnectionString])
        {
            await using var pooled = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(pooled);
        }

        await using var connection = await OpenAsync(_server);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege && attempt < MostAttempts)
            {
                // The server's own vacuum is in there, which only the server may end; it is done soon.
                await Task.Delay(Pause);
            }
        }
    }

    private static async Task<TestDatabase> CreateAsync(string server, bool migrated)
    {
        var name = $"branchbot_test_{Guid.NewGuid():N}";
        await using var connection = await OpenAsync(server);
        await ExecuteAsync(connection, Lock);
        var template = migrated ? await TemplateAsync(connection, server) : "template0";
        await ExecuteAsync(connection, $"CREATE DATABASE {name} TEMPLATE {template}");
        if (migrated)
        {
            await SetUpAsync(For(server, name, pooling: false));
        }

        return new TestDatabase(server, name);
    }

    private static async Task<string> TemplateAsync(NpgsqlConnection connection, string server)
    {
        var checksums = string.Concat(Migrator.Embedded().Select(m => m.Checksum));
        var template = TemplatePrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checksums)))[..16];
        var present = await NamesAsync(connection);
        if (!present.Contains(template))
        {
            // Under another name first, so that a run that dies here leaves no half-migrated template.
            var making = $"{template}_making";
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {making} WITH (FORCE)");
            await ExecuteAsync(connection, $"CREATE DATABASE {making} TEMPLATE template0");
            await Migrator.MigrateAsync(For(server, making, pooling: false), CancellationToken.None);
            await ExecuteAsync(connection, $"ALTER DATABASE {making} RENAME TO {template}");
        }

        return template;
    }

    private static async Task SetUpAsync(string database)
    {
        var files = (Environment.GetEnvironmentVariable(SetupVariable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var file in files)
        {
            await using var connection = await OpenAsync(database);
            await ExecuteAsync(connection, await File.ReadAllTextAsync(file));
        }
    }

    private static async Task<HashSet<string>> NamesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT datname FROM pg_database", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var names = new HashSet<string>();
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private static async Task<NpgsqlConnection> OpenAsync(string server)
    {
        var builder = new NpgsqlConnectionStringBuilder(server) { Pooling = false, CommandTimeout = 120 };
        var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string For(string server, string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = pooling }.ConnectionString;
}
