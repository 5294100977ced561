using ChatBot.Capabilities.Attendance;

namespace ChatBot.Capabilities.Escalation;

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
    /// <param name="history">Marks of one member, one a session, in any order.</param>
    /// <param name="standing">The member's steps.</param>
    /// <param name="policy">What counts.</param>
    /// <param name="isWhole">
    /// False when <paramref name="history"/> holds only the newest marks: then what lies up to the first session that
    /// ended a streak is left alone, because a run may have begun before the window.
    /// </param>
    public static EscalationPlan For(
        IEnumerable<AttendanceMark> history,
        IEnumerable<EscalationStep> standing,
        EscalationPolicy policy,
        bool isWhole = true)
    {
        var marks = history.ToList();
        IReadOnlyList<CalledStep> called = policy.IsOn ? Streaks.CalledFor(marks, policy.Streak) : [];
        var inForce = standing.Where(s => s.IsInForce).ToList();
        if (!isWhole)
        {
            var horizon = Horizon(marks, policy.Streak);
            var judged = marks.Where(m => m.StartsAt > horizon).Select(m => m.Session).ToHashSet();
            called = [.. called.Where(c => judged.Contains(c.ReachedAt))];
            inForce = [.. inForce.Where(s => judged.Contains(s.ReachedAt))];
        }

        var standingByKey = inForce.ToDictionary(s => (s.Level, s.ReachedAt));
        var wanted = called.ToDictionary(c => (c.Level, c.ReachedAt));
        return new EscalationPlan(
            [.. called.Where(c => !standingByKey.ContainsKey((c.Level, c.ReachedAt)))],
            [.. inForce.Where(s => !wanted.ContainsKey((s.Level, s.ReachedAt))).OrderBy(s => s.OpenedAt)],
            [.. inForce
                .Where(s => wanted.TryGetValue((s.Level, s.ReachedAt), out var now) && !SameRun(s, now))
                .Select(s => (s, wanted[(s.Level, s.ReachedAt)]))]);
    }

    /// <summary>
    /// Start of the oldest session in the window after which every absence of a run is surely in the window too; null
    /// when there is none. The sessions at the window's very edge do not serve: others that began at the same time may
    /// have been cut off.
    /// </summary>
    public static DateTimeOffset? Horizon(IReadOnlyCollection<AttendanceMark> history, StreakPolicy policy)
    {
        var edge = history.Count == 0 ? default : history.Min(m => m.StartsAt);
        return history
            .Where(m => m.StartsAt > edge && policy.Counts(m) && Streaks.Ends(m.Status, policy))
            .Select(m => (DateTimeOffset?)m.StartsAt)
            .Min();
    }

    private static bool SameRun(EscalationStep step, CalledStep now) =>
        step.Run.SequenceEqual(now.Run.Select(mark => mark.Session));
}
