using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Turns;
using Npgsql;

namespace ChatBot.Storage.Migrations;

/// <summary>Brings a database up to date with the numbered <c>.sql</c> files of this folder.</summary>
public static class Migrator
{
    private const string CreateTable = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            name       text PRIMARY KEY,
            checksum   text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now())
        """;

    /// <summary>Any number, the same in every replica: one of them migrates at a time.</summary>
    private const long LockNumber = 0x6272_616E_6368;

    /// <summary>A migration may touch the rows of every branch, which the tables' owner does not see by itself.</summary>
    private const string AllBranches = $"SET LOCAL {Scope.ScopeSetting} = '{Scope.All}'";

    /// <summary>
    /// Applies what is missing, each file in a transaction of its own, and returns the names of the files it applied.
    /// Harmless when nothing is missing and when several replicas start at once.
    /// </summary>
    /// <exception cref="MigrationChangedException">A file that was applied before reads differently now.</exception>
    /// <exception cref="StoreUnavailableException">Postgres is away.</exception>
    public static Task<IReadOnlyList<string>> MigrateAsync(string connectionString, CancellationToken cancellationToken) =>
        MigrateAsync(connectionString, Embedded(), cancellationToken);

    /// <summary>As <see cref="MigrateAsync(string, CancellationToken)"/>, with the files that further capabilities bring in their assemblies.</summary>
    /// <exception cref="MigrationChangedException">A file that was applied before reads differently now.</exception>
    /// <exception cref="StoreUnavailableException">Postgres is away.</exception>
    public static Task<IReadOnlyList<string>> MigrateWithAsync(
        string connectionString, IReadOnlyList<Assembly> capabilities, CancellationToken cancellationToken) =>
        MigrateAsync(connectionString, Embedded(capabilities), cancellationToken);

    /// <summary>The names of the files that <see cref="MigrateAsync(string, CancellationToken)"/> would apply.</summary>
    /// <exception cref="MigrationChangedException">A file that was applied before reads differently now.</exception>
    /// <exception cref="StoreUnavailableException">Postgres is away.</exception>
    public static Task<IReadOnlyList<string>> PendingAsync(string connectionString, CancellationToken cancellationToken) =>
        ConnectedAsync<IReadOnlyList<string>>(
            connectionString,
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("SELECT to_regclass('schema_migration') IS NOT NULL", connection);
                var applied = (bool)(await command.ExecuteScalarAsync(token))! ? await AppliedAsync(connection, token) : new Dictionary<string, string>();
                return [.. Missing(Embedded(), applied).Select(m => m.Name)];
            },
            cancellationToken);

    internal static Task<IReadOnlyList<string>> MigrateAsync(
        string connectionString, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken) =>
        ConnectedAsync<IReadOnlyList<string>>(
            connectionString,
            async (connection, token) =>
            {
                var names = new List<string>();
                while (await ApplyNextAsync(connection, migrations, token) is { } name)
                {
                    names.Add(name);
                }

                return names;
            },
            cancellationToken);

    internal static IReadOnlyList<Migration> Embedded(params IReadOnlyList<Assembly> capabilities) =>
    [
        .. capabilities.Prepend(typeof(Migrator).Assembly)
            .SelectMany(a => a.GetManifestResourceNames(), (Assembly, Name) => (Assembly, Name))
            .Where(f => f.Name.EndsWith(".sql", StringComparison.Ordinal))
            .OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => Read(f.Assembly, f.Name)),
    ];

    private static Migration Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return new Migration(name, reader.ReadToEnd());
    }

    private static async Task<string?> ApplyNextAsync(
        NpgsqlConnection connection, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        // The lock ends with the transaction, so that it works through a connection pooler too.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockNumber})", cancellationToken);
        await ExecuteAsync(connection, AllBranches, cancellationToken);
        await ExecuteAsync(connection, CreateTable, cancellationToken);
        var next = Missing(migrations, await AppliedAsync(connection, cancellationToken)).FirstOrDefault();
        if (next is null)
        {
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        await ExecuteAsync(connection, next.Sql, cancellationToken);
        await using var note = new NpgsqlCommand("INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)", connection);
        note.Parameters.Add(P.Of(next.Name));
        note.Parameters.Add(P.Of(next.Checksum));
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next.Name;
    }

    /// <summary>What a newer version applied and this one does not know is left alone: both run side by side for a while.</summary>
    private static IEnumerable<Migration> Missing(IReadOnlyList<Migration> migrations, IReadOnlyDictionary<string, string> applied)
    {
        var changed = migrations.FirstOrDefault(m => applied.TryGetValue(m.Name, out var checksum) && checksum != m.Checksum);
        return changed is null
            ? migrations.Where(m => !applied.ContainsKey(m.Name))
            : throw new MigrationChangedException(changed.Name);
    }

    private static async Task<IReadOnlyDictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT name, checksum FROM schema_migration", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var applied = await rows.ListAsync<AppliedRow>(cancellationToken);
        return applied.ToDictionary(a => a.Name, a => a.Checksum, StringComparer.Ordinal);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // An index over a long record takes its time, and so does waiting for the replica that builds it.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<T> ConnectedAsync<T>(
        string connectionString, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
            await using var connection = new NpgsqlConnection(builder.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return await work(connection, cancellationToken);
        }
        catch (Exception e) when (PostgresFailures.IsAway(e))
        {
            throw new StoreUnavailableException("Postgres did not answer.", e);
        }
    }

    private sealed record AppliedRow(string Name, string Checksum);
}

/// <summary>One numbered file.</summary>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>Of its text with plain line ends, so that a checkout's line ends change nothing.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>A migration that was applied to this database reads differently now; changes belong into a new file.</summary>
public sealed class MigrationChangedException(string name)
    : Exception($"Migration {name} was changed after it had been applied to this database. Put the change into a new file.")
{
    /// <summary>The file.</summary>
    public string Name { get; } = name;
}
