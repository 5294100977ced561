using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Appends to the attendance record.</summary>
internal static class AttendanceWrites
{
    // A corrected line repeats the start of the first confirmed one, so that one session stays one place in a history
    // even if its start was edited in between.
    private const string Insert = """
        WITH written AS (
            INSERT INTO attendance_fact (branch_id, session_id, member_id, session_starts_at, status, is_confirmed,
                entered_by, entered_at, cause)
            SELECT $1, l.session_id, l.member_id, coalesce(first.session_starts_at, s.starts_at), l.status, l.is_confirmed,
                l.entered_by, l.entered_at, l.cause
            FROM unnest($2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY
                AS l (session_id, member_id, status, is_confirmed, entered_by, entered_at, cause, place)
            JOIN session s ON s.branch_id = $1 AND s.session_id = l.session_id
            LEFT JOIN LATERAL (
                SELECT f.session_starts_at FROM attendance_fact f
                WHERE f.branch_id = $1 AND f.session_id = l.session_id AND f.member_id = l.member_id AND f.is_confirmed
                ORDER BY f.seq LIMIT 1) first ON true
            ORDER BY l.place
            RETURNING 1)
        SELECT guard_held(count(*), $9) FROM written
        """;

    public static void Write(FactsAppended change, WriteBatch batch)
    {
        var facts = change.Facts;
        if (facts.Count == 0)
        {
            return;
        }

        batch.Add(
            Insert,
            P.Many(facts.Select(f => f.Session.Value)),
            P.Many(facts.Select(f => f.Member.Value)),
            P.Many(facts.Select(f => Code.Of<AttendanceStatus>(f.Status))),
            P.Many(facts.Select(f => f.IsConfirmed)),
            P.Many(facts.Select(f => f.By.Value)),
            P.Many(facts.Select(f => f.At)),
            P.Many(facts.Select(f => f.Cause)),
            P.Of((long)facts.Count));
    }
}
