using Npgsql;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>The bot's database, looked at from outside.</summary>
public sealed class Books(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>What a turn keeps for itself, and what a worker writes behind it.</summary>
    private static readonly HashSet<string> Bookkeeping = ["inbox", "audit_seal", "audit_unsealed"];

    /// <summary>The first value of a statement; default when there is none.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>The first column of all rows as text.</summary>
    public async Task<IReadOnlyList<string>> ColumnAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await rows.ReadAsync())
        {
            if (!await rows.IsDBNullAsync(0))
            {
                values.Add(rows.GetValue(0).ToString() ?? "");
            }
        }

        return values;
    }

    /// <summary>How many rows a table has.</summary>
    public async Task<long> CountAsync(string table) => await ScalarAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>
    /// Rows and a digest of their content for every table, turn bookkeeping aside: equal when nothing changed. Of the outbox
    /// only which rows there are: what was planned earlier may fall due meanwhile.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> SnapshotAsync()
    {
        var tables = await ColumnAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
        var snapshot = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables.Where(t => !Bookkeeping.Contains(t)))
        {
            var row = table == "outbox" ? "t.outbox_id::text" : "t::text";
            snapshot[table] = await ScalarAsync<string>(
                $"SELECT count(*) || ' rows ' || coalesce(md5(string_agg({row}, '|' ORDER BY {row})), '') FROM {table} t") ?? "";
        }

        return snapshot;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>The tables that differ between two snapshots.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. before.Keys.Where(table => before[table] != after[table]).Select(table => $"{table}: {before[table]} → {after[table]}")];
}
