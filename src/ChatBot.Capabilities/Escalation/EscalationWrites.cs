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

    // "None was planned yet" is held by the primary key.
    private const string PlanFirst = "INSERT INTO escalation_version (branch_id, member_id, version) VALUES ($1, $2, 1)";

    private const string PlanNext = WriteBatch.OpenGuard + """
        UPDATE escalation_version SET version = version + 1 WHERE branch_id = $1 AND member_id = $2 AND version = $3
        """ + WriteBatch.CloseGuard;

    public static void Write(StepsPlanned change, WriteBatch batch)
    {
        // In the order of the members, so that two who plan for the same ones wait for each other instead of both.
        foreach (var (member, seen) in change.Versions.OrderBy(v => v.Key.Value))
        {
            if (seen == 0)
            {
                batch.Add(PlanFirst, P.Of(member.Value));
            }
            else
            {
                batch.Add(PlanNext, P.Of(member.Value), P.Of(seen));
            }
        }
    }

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
