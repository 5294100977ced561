using Npgsql;

namespace ChatBot.Benchmarks.Confirm;

/// <summary>The record of ten thousand other branches, 24 sessions of 50 members each.</summary>
internal static class ManyRows
{
    /// <summary>Attendance rows written.</summary>
    public const long Count = 12_000_000;

    private const int Slices = 20;

    private const string Sessions = """
        INSERT INTO session (branch_id, session_id, number, kind, theme, starts_at, ends_at, mode, audience, sign_up_open,
            online_for_all, stages, created_by, phase, version, check_in_secret)
        SELECT b.id, md5('s' || b.n || ':' || s)::uuid, s, 'party_class', '学习', at, at + interval '2 hours', 'in_person', 'branch', true,
            false, '{}', md5('m' || b.n || ':1')::uuid, 'confirmed', 5, ''
        FROM (SELECT n, md5('b' || n)::uuid AS id FROM generate_series($1::int, $2::int) n) b
        CROSS JOIN generate_series(1, 24) s
        CROSS JOIN LATERAL (SELECT timestamptz '2024-01-10' + s * interval '14 days' AS at) t
        """;

    private const string Facts = """
        INSERT INTO attendance_fact (branch_id, session_id, member_id, session_starts_at, status, is_confirmed, entered_by, entered_at, cause)
        SELECT b.id, md5('s' || b.n || ':' || s)::uuid, md5('m' || b.n || ':' || m)::uuid, at,
            CASE (s * 7 + m) % 20 WHEN 0 THEN 'unexcused' WHEN 1 THEN 'excused' ELSE 'present' END, true,
            md5('m' || b.n || ':1')::uuid, at, 'confirm'
        FROM (SELECT n, md5('b' || n)::uuid AS id FROM generate_series($1::int, $2::int) n) b
        CROSS JOIN generate_series(1, 24) s CROSS JOIN generate_series(1, 50) m
        CROSS JOIN LATERAL (SELECT timestamptz '2024-01-10' + s * interval '14 days' AS at) t
        """;

    /// <summary>Writes them and lets Postgres look at them once.</summary>
    public static async Task WriteAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Options = "-c synchronous_commit=off -c branchbot.scope=all" }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        var branches = (int)(Count / (24 * 50));
        for (var slice = 0; slice < Slices; slice++)
        {
            foreach (var sql in new[] { Sessions, Facts })
            {
                await using var command = new NpgsqlCommand(sql, connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<int> { TypedValue = (branches / Slices * slice) + 1 },
                        new NpgsqlParameter<int> { TypedValue = branches / Slices * (slice + 1) },
                    },
                };
                await command.ExecuteNonQueryAsync();
            }
        }

        await using var analyze = new NpgsqlCommand("VACUUM (ANALYZE) attendance_fact, session", connection);
        await analyze.ExecuteNonQueryAsync();
    }
}
