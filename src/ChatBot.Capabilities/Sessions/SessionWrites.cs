using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Writes sessions.</summary>
internal static class SessionWrites
{
    // The number's guard is the table's unique constraint.
    private const string Insert = """
        INSERT INTO session (branch_id, session_id, number, kind, theme, starts_at, ends_at, place, link, mode, audience,
            audience_group, sign_up_open, capacity, sign_up_until, held_on_its_own, online_for_all, stages, recorder_id,
            created_by, phase, version, check_in_secret)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        """;

    private const string Update = WriteBatch.OpenGuard + """
        UPDATE session SET number = $3, kind = $4, theme = $5, starts_at = $6, ends_at = $7, place = $8, link = $9,
            mode = $10, audience = $11, audience_group = $12, sign_up_open = $13, capacity = $14, sign_up_until = $15,
            held_on_its_own = $16, online_for_all = $17, stages = $18, recorder_id = $19, created_by = $20, phase = $21,
            version = $22, check_in_secret = $23
        WHERE branch_id = $1 AND session_id = $2 AND version = $22 - 1
        """ + WriteBatch.CloseGuard;

    private const string InsertExpected = """
        INSERT INTO session_expected (branch_id, session_id, member_ids, frozen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (branch_id, session_id) DO NOTHING
        """;

    public static void Write(SessionCreated change, WriteBatch batch) => batch.Add(Insert, Columns(change.Session));

    public static void Write(SessionChanged change, WriteBatch batch) => batch.Add(Update, Columns(change.Session));

    public static void Write(ExpectedFrozen change, WriteBatch batch) => batch.Add(
        InsertExpected,
        P.Of(change.Session.Value),
        P.Many(change.Members.Select(m => m.Value)),
        P.Of(change.At));

    private static NpgsqlParameter[] Columns(Session session) =>
    [
        P.Of(session.Id.Value),
        P.Of(session.Number),
        P.Of(session.Kind),
        P.Of(session.Theme),
        P.Of(session.StartsAt),
        P.Of(session.EndsAt),
        P.Of(session.Place),
        P.Of(session.Link),
        P.Of(session.Mode),
        P.Of(session.Audience.Kind),
        P.Of(session.Audience.Group?.Value),
        P.Of(session.SignUp.IsOpen),
        P.Of(session.SignUp.Capacity),
        P.Of(session.SignUp.Until),
        P.Of(session.HeldOnItsOwn),
        P.Of(session.OnlineForAll),
        P.Many(session.Stages.Select(Code.Of<AgendaStage>)),
        P.Of(session.Recorder?.Value),
        P.Of(session.CreatedBy.Value),
        P.Of(session.Phase),
        P.Of(session.Version),
        P.Of(session.CheckInSecret),
    ];
}
