using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>A step as the oracle names it.</summary>
internal sealed record ExpectedStep(int Level, SessionId ReachedAt, IReadOnlyList<SessionId> Run)
{
    public bool Equals(ExpectedStep? other) =>
        other is not null && Level == other.Level && ReachedAt == other.ReachedAt && Run.SequenceEqual(other.Run);

    public override int GetHashCode() => HashCode.Combine(Level, ReachedAt);

    public override string ToString() => $"{Level}@{ReachedAt.Value.ToString("N")[..8]}({string.Join(',', Run.Select(r => r.Value.ToString("N")[..8]))})";
}

/// <summary>
/// Design §7 and R-721…R-723 once more, written down another way and without a line of the Domain's logic: for each
/// absence by itself it looks for the last session before it that ended a run and collects the absences in between.
/// </summary>
internal static class SlowOracle
{
    /// <summary>The steps that have to be in force, by session.</summary>
    public static HashSet<ExpectedStep> Steps(IReadOnlyList<AttendanceMark> history, bool excusedBreaks)
    {
        var steps = new HashSet<ExpectedStep>();
        foreach (var absence in history)
        {
            if (absence.Status != AttendanceStatus.Unexcused || !Counts(absence))
            {
                continue;
            }

            var run = RunUpTo(history, absence, excusedBreaks);
            if (run.Count is 1 or 2 or 3)
            {
                steps.Add(new ExpectedStep(run.Count, absence.Session, run));
            }
        }

        return steps;
    }

    /// <summary>The streak at the end of the history, oldest first.</summary>
    public static List<SessionId> Streak(IReadOnlyList<AttendanceMark> history, bool excusedBreaks)
    {
        AttendanceMark? last = null;
        foreach (var mark in history)
        {
            if (mark.Status == AttendanceStatus.Unexcused && Counts(mark) && (last is null || IsBefore(last, mark)))
            {
                last = mark;
            }
        }

        var isOver = history.Any(m => last is not null && Counts(m) && IsBefore(last, m) && IsEnd(m, excusedBreaks));
        return last is null || isOver ? [] : RunUpTo(history, last, excusedBreaks);
    }

    private static List<SessionId> RunUpTo(IReadOnlyList<AttendanceMark> history, AttendanceMark absence, bool excusedBreaks)
    {
        AttendanceMark? end = null;
        foreach (var mark in history)
        {
            if (Counts(mark) && IsEnd(mark, excusedBreaks) && IsBefore(mark, absence) && (end is null || IsBefore(end, mark)))
            {
                end = mark;
            }
        }

        var run = new List<AttendanceMark>();
        foreach (var mark in history)
        {
            if (Counts(mark) && mark.Status == AttendanceStatus.Unexcused && !IsBefore(absence, mark) && (end is null || IsBefore(end, mark)))
            {
                var place = 0;
                while (place < run.Count && IsBefore(run[place], mark))
                {
                    place++;
                }

                run.Insert(place, mark);
            }
        }

        return [.. run.Select(m => m.Session)];
    }

    private static bool IsBefore(AttendanceMark one, AttendanceMark other) =>
        one.StartsAt < other.StartsAt || (one.StartsAt == other.StartsAt && one.SessionNumber < other.SessionNumber);

    private static bool IsEnd(AttendanceMark mark, bool excusedBreaks) =>
        mark.Status == AttendanceStatus.Present
        || mark.Status == AttendanceStatus.PresentOnline
        || mark.Status == AttendanceStatus.Late
        || (excusedBreaks && mark.Status == AttendanceStatus.Excused);

    // C-09: general, group, class, theme day or collective, life meeting; R-106: merged with something else does not count.
    private static bool Counts(AttendanceMark mark) =>
        mark.Kind != SessionKind.CommitteeMeeting && mark.Kind != SessionKind.Activity && mark.HeldOnItsOwn is null or true;
}
