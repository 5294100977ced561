using ChatBot.Application.Outbox;
using ChatBot.Domain;
using Npgsql;

namespace ChatBot.Storage.Outbox;

/// <inheritdoc/>
internal sealed class OutboxStore(Postgres postgres) : IOutboxStore
{
    // Sixteen looks at the index, however many rows wait.
    private const string ReadyBuckets = """
        SELECT b.bucket::smallint, r.ready_at
        FROM generate_series(0, $1 - 1) AS b (bucket)
        CROSS JOIN LATERAL (
            SELECT ready_at FROM outbox o
            WHERE o.bucket = b.bucket AND o.state IN ('waiting', 'claimed') AND o.ready_at <= $2
            ORDER BY o.ready_at LIMIT 1) r
        ORDER BY r.ready_at
        """;

    private const string Claim = """
        WITH ready AS (
            SELECT branch_id, outbox_id FROM outbox
            WHERE bucket = $1 AND state IN ('waiting', 'claimed') AND ready_at <= $2
            ORDER BY ready_at, branch_id, outbox_id LIMIT $3 FOR UPDATE SKIP LOCKED)
        UPDATE outbox o SET state = 'claimed', ready_at = $4, claim_number = o.claim_number + 1
        FROM ready r WHERE o.branch_id = r.branch_id AND o.outbox_id = r.outbox_id
        RETURNING o.branch_id, o.outbox_id, o.due_at, o.kind, o.recipient, o.recipient_member, o.recipient_group, o.facts,
            o.dedupe_key, o.coalesce_key, o.keeps_quiet_hours, o.attempts, o.claim_number
        """;

    private const string Finish = """
        UPDATE outbox SET state = $4, detail = $5, finished_at = $6
        WHERE branch_id = $1 AND outbox_id = $2 AND state = 'claimed' AND claim_number = $3
        """;

    // A later row with the same coalesce key may wait already: this one then melts into it instead.
    private const string Reschedule = """
        UPDATE outbox o SET
            state = CASE WHEN melts THEN 'dropped' ELSE 'waiting' END,
            finished_at = CASE WHEN melts THEN now() END,
            due_at = $4, ready_at = $4, attempts = o.attempts + $5, detail = $6
        FROM (SELECT EXISTS (
                SELECT FROM outbox w JOIN outbox me ON me.branch_id = w.branch_id AND me.coalesce_key = w.coalesce_key
                WHERE w.branch_id = $1 AND me.outbox_id = $2 AND w.outbox_id <> $2 AND w.state = 'waiting') AS melts) AS x
        WHERE o.branch_id = $1 AND o.outbox_id = $2 AND o.state = 'claimed' AND o.claim_number = $3
        """;

    private const string NextDue = """
        SELECT min(r.ready_at)
        FROM generate_series(0, $1 - 1) AS b (bucket)
        CROSS JOIN LATERAL (
            SELECT ready_at FROM outbox o WHERE o.bucket = b.bucket AND o.state IN ('waiting', 'claimed')
            ORDER BY o.ready_at LIMIT 1) r
        """;

    public async Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(
        DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var ready = await postgres.ListAsync(
            ReadyBuckets, [P.Of(OutboxWrites.Buckets), P.Of(now)], row => row.GetInt16(0), cancellationToken);
        var claimed = new List<OutboxItem>();
        for (var i = 0; i < ready.Count && claimed.Count < most; i++)
        {
            // Each of the buckets left gets an equal part of the places left, so that a busy one starves nobody.
            var share = (most - claimed.Count + ready.Count - i - 1) / (ready.Count - i);
            var rows = await postgres.ListAsync(
                Claim, [P.Of(ready[i]), P.Of(now), P.Of((long)share), P.Of(now + lease)], Read, cancellationToken);
            claimed.AddRange(rows);
        }

        return [.. claimed.OrderBy(item => item.DueAt).ThenBy(item => item.Id)];
    }

    public Task CompleteAsync(OutboxItem item, string outcome, string detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (outcome is not ("sent" or "dropped" or "done"))
        {
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outbox row ends sent, dropped or done.");
        }

        return FinishAsync(item, outcome, detail, now, cancellationToken);
    }

    public async Task RescheduleAsync(
        OutboxItem item, DateTimeOffset dueAt, bool countsAsAttempt, string detail, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] parameters =
        [
            P.Of(item.Branch.Value), P.Of(item.Id), P.Of(item.ClaimNumber), P.Of(dueAt),
            P.Of(countsAsAttempt ? 1 : 0), P.Of(detail),
        ];
        try
        {
            await postgres.ExecuteAsync(Reschedule, parameters, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The later row came in this very moment; this one melts into it.
            await FinishAsync(item, "dropped", detail, dueAt, cancellationToken);
        }
    }

    public Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        FinishAsync(item, "dead", detail, now, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        postgres.FirstAsync(NextDue, [P.Of(OutboxWrites.Buckets)], row => row.AtOrNull(0), cancellationToken);

    private Task<int> FinishAsync(OutboxItem item, string state, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        postgres.ExecuteAsync(
            Finish,
            [P.Of(item.Branch.Value), P.Of(item.Id), P.Of(item.ClaimNumber), P.Of(state), P.Of(detail), P.Of(now)],
            cancellationToken);

    private static OutboxItem Read(NpgsqlDataReader row) => new()
    {
        Branch = new BranchId(row.GetGuid(0)),
        Id = row.GetGuid(1),
        DueAt = row.At(2),
        Kind = row.GetString(3),
        Recipient = new Recipient(
            row.Code<RecipientKind>(4),
            row.Id(5) is { } member ? new MemberId(member) : null,
            row.Id(6) is { } group ? new GroupId(group) : null),
        Facts = FactsJson.Read(row.GetString(7)),
        DedupeKey = row.Text(8),
        CoalesceKey = row.Text(9),
        KeepsQuietHours = row.GetBoolean(10),
        Attempts = row.GetInt32(11),
        ClaimNumber = row.GetInt32(12),
    };
}
