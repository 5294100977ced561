using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel.Calendar;

namespace ChatBot.Capabilities.Escalation;

/// <summary>How long a member has taken part in nothing; a fact for the secretary, never an action (R-727, C-12).</summary>
/// <param name="Since">Day of the first session missed after the last one attended.</param>
/// <param name="Months">Whole calendar months from then until now.</param>
/// <param name="Missed">Unexcused absences inside.</param>
/// <param name="OnLeave">Approved leave inside.</param>
/// <param name="NotRecorded">Gaps in the record inside.</param>
/// <param name="LastAttended">The last day of taking part, if the history holds one.</param>
public sealed record Inactivity(DateOnly Since, int Months, int Missed, int OnLeave, int NotRecorded, DateOnly? LastAttended)
{
    /// <summary>Fewer expected sessions than this say nothing [product].</summary>
    private const int LeastSessions = 3;

    /// <summary>
    /// The clock of a member: it starts with the first unexcused absence after the last session attended in any way, online
    /// included, and says something only when at least three expected sessions lie inside; null when it does not run.
    /// </summary>
    public static Inactivity? Find(IEnumerable<AttendanceMark> history, StreakPolicy policy, BranchCalendar calendar, DateOnly today)
    {
        var marks = history.Where(m => policy.Counts(m) && m.Status != AttendanceStatus.NotExpected)
            .OrderBy(m => m.StartsAt).ThenBy(m => m.SessionNumber).ToList();
        var attended = marks.FindLastIndex(m => m.Status is AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late);
        var inside = marks.Skip(attended + 1).SkipWhile(m => m.Status != AttendanceStatus.Unexcused).ToList();
        if (inside.Count < LeastSessions)
        {
            return null;
        }

        var since = calendar.Day(inside[0].StartsAt);
        return new Inactivity(
            since,
            MonthsBetween(since, today),
            inside.Count(m => m.Status == AttendanceStatus.Unexcused),
            inside.Count(m => m.Status == AttendanceStatus.Excused),
            inside.Count(m => m.Status == AttendanceStatus.NotRecorded),
            attended < 0 ? null : calendar.Day(marks[attended].StartsAt));
    }

    private static int MonthsBetween(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }
}
