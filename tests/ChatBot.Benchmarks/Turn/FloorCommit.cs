using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ChatBot.Benchmarks.Turn;

/// <summary>The rows that a leave request writes, as one batch into the same tables and indexes.</summary>
internal static class FloorCommit
{
    private const string Inbox = "INSERT INTO inbox (branch_id, key, submission_id, replies, next_state, handled_at) VALUES ($1, $2, $3, $4, $5, $6)";

    private const string Leave = """
        INSERT INTO leave_request (branch_id, leave_request_id, session_id, member_id, reason, reason_text, status, requested_at, is_late)
        VALUES ($1, $2, $3, $4, 'other', NULL, 'pending', $5, false)
        """;

    private const string Outbox = """
        INSERT INTO outbox (branch_id, outbox_id, bucket, kind, recipient, recipient_member, facts, keeps_quiet_hours, due_at, ready_at)
        VALUES ($1, $2, $3, 'leave.ask', 'member', $4, $5, true, $6, $6) ON CONFLICT DO NOTHING
        """;

    private const string Audit = """
        WITH line AS (
            INSERT INTO audit (branch_id, actor_id, action, subject, detail, done_at) VALUES ($1, $2, 'leave.request', $3, $4, $5)
            RETURNING branch_id, seq)
        INSERT INTO audit_unsealed (branch_id, seq) SELECT branch_id, seq FROM line
        """;

    private const string Undo = "INSERT INTO undo_entry (branch_id, undo_id, actor_id, kind, facts, done_at) VALUES ($1, $2, $3, 'leave.request', $4, $5)";

    private static readonly Guid[] Branches = [.. Enumerable.Range(0, 100).Select(_ => Guid.NewGuid())];
    private static readonly string Replies = new('r', 620);
    private static readonly string State = new('s', 120);

    public static async Task WriteAsync(NpgsqlDataSource source, string message, CancellationToken cancellationToken)
    {
        var number = long.Parse(message, CultureInfo.InvariantCulture);
        var branch = Branches[number % Branches.Length];
        var (request, member, at) = (Guid.CreateVersion7(), Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        var facts = $"{{\"request\":\"{request:N}\"}}";
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Inbox, Of(branch), Of($"wecom:main:{message}:{member:N}:{number}"), Of(request.ToString("N")), Of(Replies), Of(State), Of(at));
        Add(batch, Leave, Of(branch), Of(request), Of(Guid.NewGuid()), Of(member), Of(at));
        Add(batch, Outbox, Of(branch), Of(Guid.CreateVersion7()), Of((short)(number % 16)), Of(member), Json(facts), Of(at.AddDays(1)));
        Add(batch, Audit, Of(branch), Of(member), Of(request.ToString("N")), Of(member.ToString("N")), Of(at));
        Add(batch, Undo, Of(branch), Of(Guid.CreateVersion7()), Of(member), Json(facts), Of(at));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<Guid> Of(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<short> Of(short value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Of(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTimeOffset> Of(DateTimeOffset value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter<string> Json(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
