using ChatBot.Kernel.Data;

namespace ChatBot.Storage.Housekeeping;

/// <summary>
/// Removes what has served its time: turns that no platform repeats any more, what can no longer be undone, outbox rows
/// that ended well, and copies of cards that no platform changes any more. The record itself (attendance, points, audit)
/// and rows that gave up stay.
/// </summary>
public sealed class Sweeper
{
    private const int RowsAtOnce = 2000;

    /// <summary>How long a handled message id is kept; platforms repeat within a day.</summary>
    private static readonly TimeSpan KeepsInbox = TimeSpan.FromDays(30);

    private static readonly TimeSpan KeepsUndo = TimeSpan.FromDays(30);

    /// <summary>Longer than anything is planned ahead with the same dedupe key.</summary>
    private static readonly TimeSpan KeepsOutbox = TimeSpan.FromDays(120);

    private const string SweepInbox = """
        DELETE FROM inbox i USING (SELECT branch_id, key FROM inbox WHERE handled_at < $1 LIMIT $2) old
        WHERE i.branch_id = old.branch_id AND i.key = old.key
        """;

    private const string SweepUndo = """
        DELETE FROM undo_entry u USING (SELECT branch_id, undo_id FROM undo_entry WHERE done_at < $1 LIMIT $2) old
        WHERE u.branch_id = old.branch_id AND u.undo_id = old.undo_id
        """;

    private const string SweepOutbox = """
        DELETE FROM outbox o USING (
            SELECT branch_id, outbox_id FROM outbox
            WHERE state IN ('sent', 'dropped', 'done', 'cancelled') AND finished_at < $1 LIMIT $2) old
        WHERE o.branch_id = old.branch_id AND o.outbox_id = old.outbox_id
        """;

    private const string SweepCards = """
        DELETE FROM sent_card c USING (SELECT branch_id, card_key, copy_id FROM sent_card WHERE expires_at < $1 LIMIT $2) old
        WHERE c.branch_id = old.branch_id AND c.card_key = old.card_key AND c.copy_id = old.copy_id
        """;

    private readonly Postgres _postgres;
    private readonly TimeProvider _time;

    internal Sweeper(Postgres postgres, TimeProvider time) => (_postgres, _time) = (postgres, time);

    /// <summary>Removes a small part, so that nobody waits for it; the rows removed. Zero means that nothing is left to do.</summary>
    /// <exception cref="Kernel.Turns.StoreUnavailableException">Postgres is away.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellationToken) =>
        await SweepAsync(SweepInbox, KeepsInbox, cancellationToken)
        + await SweepAsync(SweepUndo, KeepsUndo, cancellationToken)
        + await SweepAsync(SweepOutbox, KeepsOutbox, cancellationToken)
        + await SweepAsync(SweepCards, TimeSpan.Zero, cancellationToken);

    private Task<int> SweepAsync(string sql, TimeSpan keeps, CancellationToken cancellationToken) =>
        _postgres.ExecuteAsync(
            Scope.AllBranches("upkeep removes what served its time"), sql, [P.Of(_time.GetUtcNow() - keeps), P.Of((long)RowsAtOnce)], cancellationToken);
}
