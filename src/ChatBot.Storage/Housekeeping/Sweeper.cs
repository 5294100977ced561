using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using Npgsql;

namespace ChatBot.Storage.Housekeeping;

/// <summary>
/// Removes what has served its time: turns that no platform repeats any more, what can no longer be undone, outbox rows
/// that ended well, copies of cards that no platform changes any more, and one-time codes that ran out. The record itself (attendance, points, audit)
/// and rows that gave up stay.
/// </summary>
public sealed class Sweeper
{
    private const int RowsAtOnce = 2000;

    private static readonly Scope Upkeep = Scope.AllBranches("upkeep removes what served its time");

    private static readonly TimeSpan KeepsUndo = TimeSpan.FromDays(30);

    /// <summary>Longer than anything is planned ahead with the same dedupe key.</summary>
    private static readonly TimeSpan KeepsOutbox = TimeSpan.FromDays(120);

    // What is old is looked for over all branches, and removed branch by branch.
    private const string OldInbox = "SELECT branch_id, key FROM inbox WHERE handled_at < $1 LIMIT $2";

    private const string SweepInbox = "DELETE FROM inbox WHERE branch_id = $1 AND key = ANY ($2)";

    private const string OldUndo = "SELECT branch_id, undo_id AS key FROM undo_entry WHERE done_at < $1 LIMIT $2";

    private const string SweepUndo = "DELETE FROM undo_entry WHERE branch_id = $1 AND undo_id = ANY ($2)";

    private const string OldOutbox = """
        SELECT branch_id, outbox_id AS key FROM outbox
        WHERE state IN ('sent', 'dropped', 'done', 'cancelled') AND finished_at < $1 LIMIT $2
        """;

    private const string SweepOutbox = "DELETE FROM outbox WHERE branch_id = $1 AND outbox_id = ANY ($2)";

    private const string OldCards = "SELECT branch_id FROM sent_card WHERE expires_at < $1 LIMIT $2";

    private const string SweepCards = "DELETE FROM sent_card WHERE branch_id = $1 AND expires_at < $2";

    private const string OldCodes = "SELECT code_hash FROM bind_code WHERE expires_at < $1 LIMIT $2";

    private const string SweepCode = "DELETE FROM bind_code WHERE code_hash = $1 AND expires_at < $2";

    private readonly Postgres _postgres;
    private readonly TimeProvider _time;

    internal Sweeper(Postgres postgres, TimeProvider time) => (_postgres, _time) = (postgres, time);

    /// <summary>Removes a small part, so that nobody waits for it; the rows removed. Zero means that nothing is left to do.</summary>
    /// <exception cref="Kernel.Turns.StoreUnavailableException">Postgres is away.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellationToken) =>
        await SweepAsync<string>(OldInbox, SweepInbox, InboxEntry.KeptFor, P.Many, cancellationToken)
        + await SweepAsync<Guid>(OldUndo, SweepUndo, KeepsUndo, P.Many, cancellationToken)
        + await SweepAsync<Guid>(OldOutbox, SweepOutbox, KeepsOutbox, P.Many, cancellationToken)
        + await SweepExpiredAsync<Guid>(OldCards, SweepCards, P.Of, cancellationToken)
        + await SweepExpiredAsync<byte[]>(OldCodes, SweepCode, P.Of, cancellationToken);

    private async Task<int> SweepAsync<T>(
        string find, string remove, TimeSpan keeps, Func<IEnumerable<T>, NpgsqlParameter> keys, CancellationToken cancellationToken)
    {
        var old = await _postgres.QueryAsync<OldRow<T>>(
            Upkeep, find, [P.Of(_time.GetUtcNow() - keeps), P.Of((long)RowsAtOnce)], cancellationToken);
        return await RemoveAsync(
            [.. old.GroupBy(o => o.BranchId, o => o.Key).OrderBy(o => o.Key).Select(of => Postgres.Command(remove, [P.Of(of.Key), keys(of)]))],
            cancellationToken);
    }

    /// <summary>What names itself when it may go; <paramref name="owner"/> is that by which the rows are distributed.</summary>
    private async Task<int> SweepExpiredAsync<T>(
        string find, string remove, Func<T, NpgsqlParameter> owner, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var old = await _postgres.QueryAsync<T>(Upkeep, find, [P.Of(now), P.Of((long)RowsAtOnce)], cancellationToken);
        return await RemoveAsync([.. old.Select(o => Postgres.Command(remove, [owner(o), P.Of(now)]))], cancellationToken);
    }

    private async Task<int> RemoveAsync(IReadOnlyList<NpgsqlBatchCommand> statements, CancellationToken cancellationToken) =>
        statements.Count == 0 ? 0 : await _postgres.WriteAsync(
            Upkeep,
            batch =>
            {
                foreach (var statement in statements)
                {
                    batch.BatchCommands.Add(statement);
                }
            },
            cancellationToken);

    private sealed record OldRow<T>(Guid BranchId, T Key);
}
