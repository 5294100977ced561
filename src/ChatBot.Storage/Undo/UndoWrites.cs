using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Storage.Undo;

/// <summary>Writes what can be taken back.</summary>
internal static class UndoWrites
{
    private const string Insert = """
        INSERT INTO undo_entry (branch_id, undo_id, actor_id, kind, facts, done_at, seq)
        SELECT m.branch_id, $2, $3, $4, $5, $6, coalesce(max(u.seq), 0) + 1
        FROM member m LEFT JOIN undo_entry u ON u.branch_id = m.branch_id AND u.actor_id = m.member_id
        WHERE m.branch_id = $1 AND m.member_id = $3 GROUP BY m.branch_id
        """;

    private const string Take = WriteBatch.OpenGuard + """
        UPDATE undo_entry SET taken_at = $3 WHERE branch_id = $1 AND undo_id = $2 AND taken_at IS NULL
        """ + WriteBatch.CloseGuard;

    public static void Write(UndoKept change, WriteBatch batch)
    {
        var entry = change.Entry;
        batch.Add(
            Insert,
            P.Of(entry.Id),
            P.Of(entry.Actor.Value),
            P.Of(entry.Kind),
            P.Json(FactsJson.Write(entry.Facts)),
            P.Of(entry.At));
    }

    public static void Write(UndoTaken change, WriteBatch batch) => batch.Add(Take, P.Of(change.Id), P.Of(change.At));
}
