using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Appends to the attendance record.</summary>
internal static class AttendanceWrites
{
    private const string SessionExists = "SELECT guard_held(count(*)) FROM session WHERE branch_id = $1 AND session_id = $2";

    // A line takes the number after the last of its member and session: the newest number holds, whatever node it was written
    // on, and of two who write at the same moment the primary key lets one through. A corrected line repeats the start of the
    // first confirmed one, so that one session stays one place in a history even if its start was edited in between.
    private const string Insert = """
        INSERT INTO attendance_fact (branch_id, session_id, member_id, seq, session_starts_at, status, is_confirmed,
            entered_by, entered_at, cause)
        SELECT s.branch_id, s.session_id, l.member_id, coalesce(max(f.seq), 0) + l.place,
            coalesce(min(f.session_starts_at) FILTER (WHERE f.is_confirmed), s.starts_at), l.status, l.is_confirmed,
            l.entered_by, l.entered_at, l.cause
        FROM session s
        CROSS JOIN unnest($3::uuid[], $4::bigint[], $5::text[], $6::boolean[], $7::uuid[], $8::timestamptz[], $9::text[])
            AS l (member_id, place, status, is_confirmed, entered_by, entered_at, cause)
        LEFT JOIN attendance_fact f
            ON f.branch_id = s.branch_id AND f.session_id = s.session_id AND f.member_id = l.member_id
        WHERE s.branch_id = $1 AND s.session_id = $2
        GROUP BY s.branch_id, s.session_id, s.starts_at, l.member_id, l.place, l.status, l.is_confirmed, l.entered_by,
            l.entered_at, l.cause
        """;

    public static void Write(FactsAppended change, WriteBatch batch)
    {
        foreach (var facts in change.Facts.GroupBy(f => f.Session.Value))
        {
            batch.Add(SessionExists, P.Of(facts.Key));
            batch.Add(
                Insert,
                P.Of(facts.Key),
                P.Many(facts.Select(f => f.Member.Value)),
                P.Many(Places(facts)),
                P.Many(facts.Select(f => Code.Of<AttendanceStatus>(f.Status))),
                P.Many(facts.Select(f => f.IsConfirmed)),
                P.Many(facts.Select(f => f.By.Value)),
                P.Many(facts.Select(f => f.At)),
                P.Many(facts.Select(f => f.Cause)));
        }
    }

    /// <summary>1 for a member's first line in this change, 2 for the second, and so on.</summary>
    private static List<long> Places(IEnumerable<AttendanceFact> facts)
    {
        var written = new Dictionary<MemberId, long>();
        return [.. facts.Select(f => written[f.Member] = written.GetValueOrDefault(f.Member) + 1)];
    }
}
