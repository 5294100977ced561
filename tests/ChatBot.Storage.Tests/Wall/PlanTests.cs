using System.Text.Json;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Wall;

/// <summary>The wall costs no index: every statement of the service finds its rows the same way with it and without.</summary>
public sealed class PlanTests(StoreFixture stores)
{
    /// <summary>Statements whose parameters Postgres cannot guess; all others are prepared as they stand.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["AttendanceReader.History"] = "(uuid, uuid[], bigint)",
    };

    /// <summary>Statements of workers that join the trail's tables in this order or that, as the sizes suggest.</summary>
    private static readonly HashSet<string> Joining = ["AuditSealer.Unsealed", "AuditVerifier.Chain", "AuditVerifier.Stray"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_WithTheWallAndWithout_UseTheSameIndexes()
    {
        await using var database = await WalledDatabase.MakeAsync(stores, [.. Enumerable.Range(0, 40).Select(_ => Guid.NewGuid())], 30);
        var with = await PlansAsync(database);
        foreach (var table in database.Guarded)
        {
            await WalledDatabase.RunAsync(database.Outside, $"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY");
        }

        var without = await PlansAsync(database);

        Assert.InRange(with.Count, 70, int.MaxValue);
        Assert.Contains(with, p => p.Key == "AttendanceReader.History" && p.Value.Contains("attendance_fact_history", StringComparison.Ordinal));
        Assert.All(with, p => Assert.Equal($"{p.Key}: {Comparable(p.Key, without)}", $"{p.Key}: {Comparable(p.Key, with)}"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> PlansAsync(WalledDatabase database)
    {
        await using var connection = await database.Outside.OpenConnectionAsync(Token);
        await RunAsync(connection, "SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan");
        var plans = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, sql) in ProductSql.Statements())
        {
            try
            {
                await RunAsync(connection, $"PREPARE s {Types.GetValueOrDefault(name)} AS {sql}");
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SyntaxError or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
            {
                continue; // a part of other statements
            }

            var arguments = string.Join(", ", Enumerable.Repeat("NULL", await CountAsync(connection)));
            await using var explain = new NpgsqlCommand($"EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE s{(arguments.Length > 0 ? $"({arguments})" : "")}", connection);
            plans[name] = Describe(JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(Token))!).RootElement);
            await RunAsync(connection, "DEALLOCATE s");
        }

        await RunAsync(connection, "DISCARD ALL");
        return plans;
    }

    private static string Comparable(string name, IReadOnlyDictionary<string, string> plans) => Joining.Contains(name)
        ? $"{plans[name].Split("[Index").Length} parts, each {(plans[name].Contains("Seq Scan", StringComparison.Ordinal) ? "read whole" : "found by index")}"
        : plans[name].Replace("Index Only Scan", "Index Scan", StringComparison.Ordinal); // The wall looks at branch_id, which not every index has.

    // Scans with their indexes and conditions; not the filters, where the wall stands.
    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => string.Concat(element.EnumerateArray().Select(Describe)),
        JsonValueKind.Object => string.Concat(element.EnumerateObject().Select(p => p.Name switch
        {
            "Node Type" when p.Value.GetString()!.Contains("Scan", StringComparison.Ordinal) => $"[{p.Value}]",
            "Relation Name" or "Index Name" or "Index Cond" => $"{p.Value} ",
            _ => Describe(p.Value),
        })),
        _ => "",
    };

    private static async Task<int> CountAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 's'", connection);
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
