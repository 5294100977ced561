using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Writes sign-ups.</summary>
internal static class SignUpWrites
{
    private const string SessionTakesAnswers = """
        SELECT guard_held(count(*)) FROM session
        WHERE branch_id = $1 AND session_id = $2 AND phase IN ('scheduled', 'open') AND ($3 OR capacity IS NULL)
        """;

    private const string Upsert = """
        INSERT INTO sign_up (branch_id, session_id, member_id, status, answered_at, entered_by)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (branch_id, session_id, member_id) DO UPDATE
            SET status = excluded.status, answered_at = excluded.answered_at, entered_by = excluded.entered_by
        """;

    private const string StartCount = """
        INSERT INTO session_sign_up_count (branch_id, session_id, count) VALUES ($1, $2, 0)
        ON CONFLICT (branch_id, session_id) DO NOTHING
        """;

    private const string CountNext = WriteBatch.OpenGuard + """
        UPDATE session_sign_up_count SET count = count + 1 WHERE branch_id = $1 AND session_id = $2 AND count = $3
        """ + WriteBatch.CloseGuard;

    // An answer whose writer did not look at the places (a withdrawal, say) is still one that came in between for those
    // who did. Without a capacity nothing is touched, so that plain sign-ups never meet on a row.
    private const string CountAnyway = """
        INSERT INTO session_sign_up_count AS c (branch_id, session_id, count)
        SELECT s.branch_id, s.session_id, 1 FROM session s
        WHERE s.branch_id = $1 AND s.session_id = $2 AND s.capacity IS NOT NULL
        ON CONFLICT (branch_id, session_id) DO UPDATE SET count = c.count + 1
        """;

    public static void Write(SignUpSaved change, WriteBatch batch)
    {
        var entry = change.Entry;
        if (batch.IsFirst(entry.Session))
        {
            Count(change, batch);
        }

        batch.Add(
            SessionTakesAnswers,
            P.Of(entry.Session.Value),
            P.Of(change.SignUpCount is not null || entry.Status == SignUpStatus.Withdrawn));
        batch.Add(
            Upsert,
            P.Of(entry.Session.Value),
            P.Of(entry.Member.Value),
            P.Of(entry.Status),
            P.Of(entry.At),
            P.Of(entry.By.Value));
    }

    private static void Count(SignUpSaved change, WriteBatch batch)
    {
        var session = P.Of(change.Entry.Session.Value);
        switch (change.SignUpCount)
        {
            case null: batch.Add(CountAnyway, session); break;
            case 0:
                batch.Add(StartCount, session);
                batch.Add(CountNext, P.Of(change.Entry.Session.Value), P.Of(0));
                break;
            case { } count: batch.Add(CountNext, session, P.Of(count)); break;
        }
    }
}
