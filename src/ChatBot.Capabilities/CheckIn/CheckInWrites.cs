using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Writes check-ins.</summary>
internal static class CheckInWrites
{
    private const string Insert = """
        INSERT INTO check_in (branch_id, session_id, member_id, entered_at, is_online, entered_by)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (branch_id, session_id, member_id) DO NOTHING
        """;

    private const string Delete = "DELETE FROM check_in WHERE branch_id = $1 AND session_id = $2 AND member_id = $3";

    public static void Write(CheckInSaved change, WriteBatch batch)
    {
        var entry = change.Entry;
        batch.Add(
            Insert,
            P.Of(entry.Session.Value),
            P.Of(entry.Member.Value),
            P.Of(entry.At),
            P.Of(entry.IsOnline),
            P.Of(entry.By.Value));
    }

    public static void Write(CheckInRemoved change, WriteBatch batch) =>
        batch.Add(Delete, P.Of(change.Session.Value), P.Of(change.Member.Value));
}
