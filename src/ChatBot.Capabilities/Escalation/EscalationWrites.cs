using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Writes escalation steps.</summary>
internal static class EscalationWrites
{
    // "None of the same member, level and session is in force" is held by the unique index escalation_step_in_force.
    private const string Insert = """
        INSERT INTO escalation_step (branch_id, step_id, member_id, level, reached_at, run, state, opened_at, sent_at, talk_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string Update = WriteBatch.OpenGuard + """
        UPDATE escalation_step SET run = $3, state = $4, sent_at = $5, talk_on = $6
        WHERE branch_id = $1 AND step_id = $2 AND state = $7
        """ + WriteBatch.CloseGuard;

    // In the order of the members, so that two who plan for the same ones wait for each other instead of both.
    private const string Plan = """
        WITH written AS (
            INSERT INTO escalation_version (branch_id, member_id, version)
            SELECT $1, p.member, p.seen + 1 FROM unnest($2::uuid[], $3::bigint[]) AS p (member, seen) ORDER BY p.member
            ON CONFLICT (branch_id, member_id) DO UPDATE SET version = excluded.version
            WHERE escalation_version.version = excluded.version - 1
            RETURNING 1)
        SELECT guard_held(count(*), $4) FROM written
        """;

    public static void Write(StepsPlanned change, WriteBatch batch) => batch.Add(
        Plan,
        P.Many(change.Versions.Keys.Select(m => m.Value)),
        P.Many(change.Versions.Values.Select(v => (long)v)),
        P.Of((long)change.Versions.Count));

    public static void Write(StepOpened change, WriteBatch batch)
    {
        var step = change.Step;
        batch.Add(
            Insert,
            P.Of(step.Id.Value),
            P.Of(step.Member.Value),
            P.Of(step.Level),
            P.Of(step.ReachedAt.Value),
            P.Many(step.Run.Select(s => s.Value)),
            P.Of(step.State),
            P.Of(step.OpenedAt),
            P.Of(step.SentAt),
            P.Of(step.TalkOn));
    }

    public static void Write(StepChanged change, WriteBatch batch)
    {
        var step = change.Step;
        batch.Add(
            Update,
            P.Of(step.Id.Value),
            P.Many(step.Run.Select(s => s.Value)),
            P.Of(step.State),
            P.Of(step.SentAt),
            P.Of(step.TalkOn),
            P.Of(change.From));
    }
}
