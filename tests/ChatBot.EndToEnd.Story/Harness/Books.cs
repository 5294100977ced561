using Npgsql;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>The bot's database, looked at from outside.</summary>
public sealed class Books(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>What a turn keeps for itself, and what a worker writes behind it.</summary>
    private static readonly HashSet<string> Bookkeeping = ["inbox", "audit_seal", "audit_unsealed"];

    private static readonly string[] Forgettable =
    [
        "session", "session_expected", "session_sign_up_count", "sign_up", "leave_request", "check_in", "attendance_fact", "escalation_step",
        "dispute", "points_item", "points_claim", "points_entry", "material", "reading", "outbox", "sent_card", "undo_entry",
    ];

    private static readonly string[] AppendOnly = ["attendance_fact", "points_entry"];

    private List<string>? _tables;

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
        _tables ??= [.. (await ColumnAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")).Where(t => !Bookkeeping.Contains(t))];
        await using var command = database.CreateCommand(string.Join("\nUNION ALL\n", _tables.Select(table =>
        {
            var row = table == "outbox" ? "t.outbox_id::text" : "t::text";
            return $"SELECT '{table}', count(*) || ' rows ' || coalesce(md5(string_agg({row}, '|' ORDER BY {row})), '') FROM {table} t";
        })));
        await using var rows = await command.ExecuteReaderAsync();
        var snapshot = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            snapshot[rows.GetString(0)] = rows.GetString(1);
        }

        return snapshot;
    }

    /// <summary>
    /// Empties everything that members did; branch, roster and bound chats stay, and so does the audit trail, which nothing
    /// can empty. Past the guards of append-only tables, as only a test may.
    /// </summary>
    public async Task ForgetMeetingsAsync()
    {
        // Rows are few: deleting them is far quicker than to truncate twenty tables.
        await using var command = database.CreateCommand(
            string.Concat(AppendOnly.Select(t => $"GRANT DELETE ON {t} TO CURRENT_USER;"))
            + string.Concat(Forgettable.Select(t => $"DELETE FROM {t};"))
            + string.Concat(AppendOnly.Select(t => $"SELECT keep_append_only('{t}');")));
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>The tables that differ between two snapshots.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. before.Keys.Where(table => before[table] != after[table]).Select(table => $"{table}: {before[table]} → {after[table]}")];
}
