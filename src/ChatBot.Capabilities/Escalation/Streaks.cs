using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Unexcused absences in a row, as facts (R-721…R-723, C-09).</summary>
public static class Streaks
{
    /// <summary>
    /// The sessions of the streak at the end of <paramref name="history"/>, oldest first; empty when the last counted
    /// session was attended. History may come in any order and holds one mark a session.
    /// </summary>
    public static IReadOnlyList<AttendanceMark> Current(IEnumerable<AttendanceMark> history, StreakPolicy policy)
    {
        var run = new List<AttendanceMark>();
        foreach (var mark in InOrder(history, policy))
        {
            Advance(run, mark, policy);
        }

        return run;
    }

    /// <summary>
    /// Every step that the history calls for: at each unexcused absence, the length of the run that ends there, if
    /// that is 1, 2 or 3. What is in force never depends on the order in which marks were entered or corrected.
    /// </summary>
    public static IReadOnlyList<CalledStep> CalledFor(IEnumerable<AttendanceMark> history, StreakPolicy policy)
    {
        var run = new List<AttendanceMark>();
        var called = new List<CalledStep>();
        foreach (var mark in InOrder(history, policy))
        {
            if (Advance(run, mark, policy) && run.Count <= (int)StepLevel.Criticise)
            {
                called.Add(new CalledStep((StepLevel)run.Count, mark.Session, [.. run]));
            }
        }

        return called;
    }

    private static IEnumerable<AttendanceMark> InOrder(IEnumerable<AttendanceMark> history, StreakPolicy policy) => history
        .Where(mark => policy.Counts(mark))
        .OrderBy(mark => mark.StartsAt)
        .ThenBy(mark => mark.SessionNumber);

    /// <summary>Whether a status ends a streak: who came, came; approved leave by policy (C-09).</summary>
    public static bool Ends(AttendanceStatus status, StreakPolicy policy) => status switch
    {
        AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late => true,
        AttendanceStatus.Excused => policy.ExcusedBreaks,
        AttendanceStatus.Unexcused or AttendanceStatus.NotRecorded or AttendanceStatus.NotExpected => false,
    };

    /// <summary>Takes one mark into the run; true when it made the run longer.</summary>
    private static bool Advance(List<AttendanceMark> run, AttendanceMark mark, StreakPolicy policy)
    {
        if (mark.Status == AttendanceStatus.Unexcused)
        {
            run.Add(mark);
            return true;
        }

        if (Ends(mark.Status, policy))
        {
            run.Clear();
        }

        return false;
    }
}

/// <summary>A step that a history calls for.</summary>
/// <param name="Level">Which step.</param>
/// <param name="ReachedAt">The session whose absence reached it; with the level its identity.</param>
/// <param name="Run">The absences behind it, oldest first: the explanation.</param>
public sealed record CalledStep(StepLevel Level, SessionId ReachedAt, IReadOnlyList<AttendanceMark> Run);
