using ChatBot.Kernel.Data;

namespace ChatBot.Storage.Outbox;

/// <summary>The statements of <see cref="OutboxStore"/>.</summary>
internal static class OutboxStatements
{
    // An earlier row of the lane that is ready itself, or that later ones wait for. Whoever sees an older state of the
    // table sees more of these, never fewer: two dispatchers at once can not let a row overtake. $2 now.
    private const string IsEarlierInLane = """
        f.lane = o.lane AND f.state IN ('waiting', 'claimed')
                AND (f.due_at, f.seq, f.outbox_id) < (o.due_at, o.seq, o.outbox_id) AND (f.holds OR f.ready_at <= $2)
        """;

    /// <summary>When the first row of a bucket became ready: one look at the index, however many wait. $1 bucket, $2 now.</summary>
    public const string ReadySince = """
        SELECT ready_at FROM outbox
        WHERE bucket = $1 AND state IN ('waiting', 'claimed') AND ready_at <= $2 ORDER BY ready_at LIMIT 1
        """;

    /// <summary>When the first row of a bucket will be ready. $1 bucket.</summary>
    public const string NextDue = """
        SELECT ready_at FROM outbox WHERE bucket = $1 AND state IN ('waiting', 'claimed') ORDER BY ready_at LIMIT 1
        """;

    /// <summary>
    /// Rows of all branches that could be claimed. Without a lock: rows of several nodes can not be locked by one statement.
    /// $1 bucket, $2 now, $3 most.
    /// </summary>
    public const string Candidates = $"""
        SELECT o.branch_id, o.outbox_id FROM outbox o
        WHERE o.bucket = $1 AND o.state IN ('waiting', 'claimed') AND o.ready_at <= $2
            AND (o.lane IS NULL OR NOT EXISTS (SELECT FROM outbox f WHERE f.branch_id = o.branch_id AND {IsEarlierInLane}))
        ORDER BY o.ready_at, o.due_at, o.seq LIMIT $3
        """;

    /// <summary>
    /// Claims candidates of one branch; what another dispatcher holds or has claimed since is left out. Each part names the
    /// branch by itself: rows are locked on one node only where every table of the statement lies there for certain.
    /// $1 branch, $2 now, $3 rows, $4 end of the lease.
    /// </summary>
    public const string Claim = $"""
        WITH ready AS (
            SELECT o.outbox_id FROM outbox o
            WHERE o.branch_id = $1 AND o.outbox_id = ANY ($3) AND o.state IN ('waiting', 'claimed') AND o.ready_at <= $2
                AND (o.lane IS NULL OR NOT EXISTS (SELECT FROM outbox f WHERE f.branch_id = $1 AND {IsEarlierInLane}))
            FOR UPDATE SKIP LOCKED)
        UPDATE outbox o SET state = 'claimed', ready_at = $4, holds = true, claim_number = o.claim_number + 1
        FROM ready r WHERE o.branch_id = $1 AND o.outbox_id = r.outbox_id
        RETURNING {OutboxRow.Columns}
        """;

    /// <summary>Branches whose ready rows all stand behind others. $1 bucket, $2 now, $3 most.</summary>
    public const string Blocked = """
        SELECT DISTINCT branch_id FROM outbox WHERE bucket = $1 AND state = 'waiting' AND ready_at <= $2 LIMIT $3
        """;

    /// <summary>
    /// Rows that are ready behind one that waits get its time, so that nobody looks at them before. $1 branch, $2 now.
    /// </summary>
    public const string FollowTheFirst = """
        UPDATE outbox o SET ready_at = f.ready_at
        FROM outbox f
        WHERE o.branch_id = $1 AND o.state = 'waiting' AND o.ready_at <= $2
            AND f.branch_id = o.branch_id AND f.lane = o.lane AND f.state = 'waiting' AND f.holds AND f.ready_at > $2
            AND (f.due_at, f.seq, f.outbox_id) < (o.due_at, o.seq, o.outbox_id)
        """;

    /// <summary>$1 branch, $2 lane, $3 kinds, $4 due by, $5 end of the lease, $6 most.</summary>
    public const string ClaimCompanions = $"""
        WITH ready AS (
            SELECT outbox_id FROM outbox
            WHERE branch_id = $1 AND lane = $2 AND state = 'waiting' AND kind = ANY ($3) AND due_at <= $4 AND ready_at <= $4
            ORDER BY due_at, seq LIMIT $6 FOR UPDATE SKIP LOCKED)
        UPDATE outbox o SET state = 'claimed', ready_at = $5, holds = true, claim_number = o.claim_number + 1
        FROM ready r WHERE o.branch_id = $1 AND o.outbox_id = r.outbox_id
        RETURNING {OutboxRow.Columns}
        """;

    /// <summary>The row that is for several becomes done, if the claim still holds it. $1 branch, $2 row, $3 claim, $4 now.</summary>
    public const string FinishFannedOut = WriteBatch.OpenGuard + """
        UPDATE outbox SET state = 'done', detail = 'fanned out', finished_at = $4
        WHERE branch_id = $1 AND outbox_id = $2 AND state = 'claimed' AND claim_number = $3
        """ + WriteBatch.CloseGuard;

    /// <summary>
    /// A copy of it for one audience. One whose key is waited for already melts into the row that waits.
    /// $1 branch, $2 row, $3 id of the copy, $4 its lane, $5 its channel.
    /// </summary>
    public const string FanOut = """
        INSERT INTO outbox (branch_id, outbox_id, bucket, kind, recipient, recipient_member, recipient_group, facts,
            dedupe_key, coalesce_key, keeps_quiet_hours, due_at, ready_at, attempts, seq, lane, channel)
        SELECT m.branch_id, $3, m.bucket, m.kind, m.recipient, m.recipient_member, m.recipient_group, m.facts,
            m.dedupe_key || '@' || $4, m.coalesce_key || '@' || $4, m.keeps_quiet_hours, m.due_at, m.due_at, m.attempts,
            m.seq, $4, $5
        FROM outbox m WHERE m.branch_id = $1 AND m.outbox_id = $2
        ON CONFLICT DO NOTHING
        """;

    /// <summary>$1 branch, $2 rows, $3 their claims, $4 state, $5 detail, $6 when.</summary>
    public const string Finish = """
        UPDATE outbox o SET state = $4, detail = $5, finished_at = $6
        FROM unnest($2::uuid[], $3::bigint[]) AS d (id, claim)
        WHERE o.branch_id = $1 AND o.outbox_id = d.id AND o.state = 'claimed' AND o.claim_number = d.claim
        """;

    /// <summary>
    /// Keeps a card that went out; it counts even when the claim was lost meanwhile, for it is there.
    /// $1 branch, $2 key, $3 copy, then route, reader, handle, $10 sent, $11 expires, $12 what it shows.
    /// </summary>
    public const string KeepCard = """
        INSERT INTO sent_card (branch_id, card_key, copy_id, channel, account, kind, address, member_id, handle, sent_at, expires_at, shown)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (branch_id, card_key, copy_id) DO NOTHING
        """;

    // A later row with the same coalesce key may wait already: this one then melts into it instead.
    /// <summary>$1 branch, $2 row, $3 claim, $4 until, $5 attempts, $6 detail, $7 whether the lane waits, $8 pinned route, $9 now.</summary>
    public const string Reschedule = """
        UPDATE outbox o SET
            state = CASE WHEN melts THEN 'dropped' ELSE 'waiting' END,
            finished_at = CASE WHEN melts THEN $9::timestamptz END,
            ready_at = $4, attempts = o.attempts + $5, detail = $6, holds = $7, pinned = $8
        FROM (SELECT EXISTS (
                SELECT FROM outbox w JOIN outbox me ON me.branch_id = w.branch_id AND me.coalesce_key = w.coalesce_key
                WHERE w.branch_id = $1 AND me.outbox_id = $2 AND w.outbox_id <> $2 AND w.state = 'waiting') AS melts) AS x
        WHERE o.branch_id = $1 AND o.outbox_id = $2 AND o.state = 'claimed' AND o.claim_number = $3
        """;
}
