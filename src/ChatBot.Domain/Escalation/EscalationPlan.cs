using ChatBot.Domain.Attendance;
using ChatBot.Domain.Policy;

namespace ChatBot.Domain.Escalation;

/// <summary>What has to change in a member's steps so that they follow from the history.</summary>
/// <param name="Open">Steps that the history calls for and that do not stand yet.</param>
/// <param name="Withdraw">Steps that stand and are no longer called for .</param>
/// <param name="Refresh">Steps that still hold, but rest on other sessions than written; the explanation changes.</param>
public sealed record EscalationPlan(
    IReadOnlyList<CalledStep> Open,
    IReadOnlyList<EscalationStep> Withdraw,
    IReadOnlyList<(EscalationStep Step, CalledStep Now)> Refresh)
{
    /// <summary>Nothing to do.</summary>
    public bool IsEmpty => Open.Count == 0 && Withdraw.Count == 0 && Refresh.Count == 0;

    /// <summary>
    /// Compares what <paramref name="history"/> calls for with the steps <paramref name="standing"/>. Applying the plan
    /// gives the same steps in force as computing from an empty book, whatever the order of corrections.
    /// </summary>
    public static EscalationPlan For(
        IEnumerable<AttendanceMark> history,
        IEnumerable<EscalationStep> standing,
        EscalationPolicy policy)
    {
        IReadOnlyList<CalledStep> called = policy.IsOn ? Streaks.CalledFor(history, policy.Streak) : [];
        var inForce = standing.Where(s => s.IsInForce).ToDictionary(s => (s.Level, s.ReachedAt));
        var wanted = called.ToDictionary(c => (c.Level, c.ReachedAt));
        return new EscalationPlan(
            [.. called.Where(c => !inForce.ContainsKey((c.Level, c.ReachedAt)))],
            [.. inForce.Values.Where(s => !wanted.ContainsKey((s.Level, s.ReachedAt))).OrderBy(s => s.OpenedAt)],
            [.. inForce.Values
                .Where(s => wanted.TryGetValue((s.Level, s.ReachedAt), out var now) && !SameRun(s, now))
                .Select(s => (s, wanted[(s.Level, s.ReachedAt)]))]);
    }

    private static bool SameRun(EscalationStep step, CalledStep now) =>
        step.Run.SequenceEqual(now.Run.Select(mark => mark.Session));
}
