using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Storage.Tests.Scale;

/// <summary>What a distributed database refuses of a schema, or takes and then gets wrong.</summary>
internal static class SchemaRules
{
    /// <summary>Sequences that only tell lines apart, or that only the version before still draws from.</summary>
    private static readonly string[] HarmlessSequences = ["audit.seq", "attendance_fact.seq"];

    // Every query returns one text a fault. tables: name, its column of distribution (null: whole), as $1 and $2; $3 harmless sequences.
    private const string Tables = """
        WITH spread AS (
            SELECT c.oid, c.relname, s.owner FROM unnest($1::text[], $2::text[]) AS s (name, owner)
            JOIN pg_class c ON c.relname = s.name AND c.relnamespace = 'public'::regnamespace)
        """;

    private const string Faults = Tables + """
        SELECT 'column: ' || relname || ' has no ' || owner FROM spread
        WHERE owner IS NOT NULL AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = spread.oid AND a.attname = owner AND NOT a.attisdropped)
        UNION ALL
        SELECT 'unique: ' || i.indexrelid::regclass || ' does not hold ' || owner FROM spread
        JOIN pg_index i ON i.indrelid = spread.oid AND (i.indisunique OR i.indisexclusion)
        WHERE owner IS NOT NULL AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = spread.oid AND a.attname = owner AND a.attnum = ANY (i.indkey))
        UNION ALL
        SELECT 'trigger: ' || t.tgname || ' on ' || relname FROM spread
        JOIN pg_trigger t ON t.tgrelid = spread.oid AND NOT t.tgisinternal
        UNION ALL
        SELECT 'rule: ' || r.rulename || ' on ' || relname FROM spread JOIN pg_rewrite r ON r.ev_class = spread.oid
        UNION ALL
        SELECT 'policy: ' || p.polname || ' on ' || relname || ' holds a sub-select' FROM spread
        JOIN pg_policy p ON p.polrelid = spread.oid
        WHERE concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid)) ~* '\mselect\M'
        UNION ALL
        SELECT 'reference: ' || f.conname || ' from ' || spread.relname || ' to ' || other.relname FROM spread
        JOIN pg_constraint f ON f.conrelid = spread.oid AND f.contype = 'f'
        JOIN spread other ON other.oid = f.confrelid
        WHERE other.owner IS NOT NULL AND (spread.owner IS DISTINCT FROM other.owner OR spread.owner <> 'branch_id' OR NOT EXISTS (
            SELECT FROM unnest(f.conkey, f.confkey) AS k (own, others)
            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.own AND a.attname = spread.owner
            JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = k.others AND b.attname = other.owner))
        UNION ALL
        SELECT 'sequence: ' || relname || '.' || a.attname FROM spread
        JOIN pg_attribute a ON a.attrelid = spread.oid AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) ~ 'nextval') AND relname || '.' || a.attname <> ALL ($3)
        UNION ALL
        SELECT 'inheritance: ' || relname FROM spread JOIN pg_inherits h ON h.inhrelid = spread.oid OR h.inhparent = spread.oid
        ORDER BY 1
        """;

    private const string Names = """
        SELECT c.relname::text FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1
        """;

    /// <summary>Everything in the database's schema that a distributed database would not take.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var spread = Spread.Read();
        var tables = (await ColumnAsync(source, Names, [], cancellationToken)).Where(t => !spread.Local.Contains(t)).ToList();
        return await ColumnAsync(
            source,
            Faults,
            [P.Many(tables), new NpgsqlParameter { Value = tables.Select(spread.ColumnOf).ToArray() }, P.Many(HarmlessSequences)],
            cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ColumnAsync(
        NpgsqlDataSource source, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ListAsync(row => row.GetString(0), cancellationToken);
    }
}
