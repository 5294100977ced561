using System.Buffers.Binary;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;

namespace ChatBot.Storage.Outbox;

/// <summary>Writes outbox rows as part of a commit.</summary>
internal static class OutboxWrites
{
    /// <summary>Fixed hash ranges of branches.</summary>
    public const int Buckets = 16;

    // A row whose dedupe key is there, or whose coalesce key waits (the unique index outbox_coalesce), is not added.
    private const string Insert = """
        INSERT INTO outbox (branch_id, outbox_id, bucket, kind, recipient, recipient_member, recipient_group, facts,
            dedupe_key, coalesce_key, keeps_quiet_hours, due_at, ready_at, attempts, lane)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14)
        ON CONFLICT DO NOTHING
        """;

    // The waiting row is held until this commit ends: a dispatcher skips it so long, and therefore never renders it from
    // the state before the change that melts into it. A shared lock, so that those who melt do not wait for each other.
    private const string HoldWaiting = """
        SELECT 1 FROM outbox WHERE branch_id = $1 AND coalesce_key = $2 AND state = 'waiting' FOR SHARE
        """;

    private const string Done = WriteBatch.OpenGuard + """
        UPDATE outbox SET state = 'done', finished_at = $3
        WHERE branch_id = $1 AND outbox_id = $2 AND state = 'claimed' AND claim_number = $4
        """ + WriteBatch.CloseGuard;

    private const string Cancel = """
        UPDATE outbox SET state = 'cancelled', detail = $4, finished_at = now()
        WHERE branch_id = $1 AND dedupe_key >= $2 AND dedupe_key < $3 AND state = 'waiting'
        """;

    private const string Card = """
        UPDATE sent_card SET state = $4, handle = $5, shown = $6 WHERE branch_id = $1 AND card_key = $2 AND copy_id = $3
        """;

    public static void Write(OutboxAdded change, WriteBatch batch)
    {
        var item = change.Item;
        if (item.CoalesceKey is { } key)
        {
            batch.Add(HoldWaiting, P.Of(key));
        }

        batch.Add(
            Insert,
            P.Of(item.Id),
            P.Of(BucketOf(batch.Branch)),
            P.Of(item.Kind),
            P.Of<RecipientKind>(item.Recipient.Kind),
            P.Of(item.Recipient.Member?.Value),
            P.Of(item.Recipient.Group?.Value),
            P.Json(FactsJson.Write(item.Facts)),
            P.Of(item.DedupeKey),
            P.Of(item.CoalesceKey),
            P.Of(item.KeepsQuietHours),
            P.Of(item.DueAt),
            P.Of(item.Attempts),
            P.Of(item.Lane ?? Lanes.Of(item.Recipient)));
    }

    public static void Write(OutboxDone change, WriteBatch batch) =>
        batch.Add(Done, P.Of(change.Item.Id), P.Of(change.At), P.Of(change.Item.ClaimNumber));

    public static void Write(CardCopyChanged change, WriteBatch batch) => batch.Add(
        Card,
        P.Of(change.Copy.Key),
        P.Of(change.Copy.CopyId),
        P.Of(change.IsDropped ? "dropped" : "live"),
        P.Of(change.Copy.Handle),
        P.Of(change.Copy.Shown));

    public static void Write(OutboxCancelled change, WriteBatch batch) =>
        batch.Add(Cancel, P.Of(change.DedupeKeyPrefix), P.Of(change.DedupeKeyPrefix + "\U0010FFFF"), P.Of(change.Reason));

    /// <summary>The bucket of a branch; never changes, or rows would be counted to two buckets.</summary>
    public static short BucketOf(BranchId branch)
    {
        Span<byte> bytes = stackalloc byte[16];
        branch.Value.TryWriteBytes(bytes);
        var hash = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return (short)((hash * 0x9E3779B97F4A7C15UL) >> 60);
    }
}
