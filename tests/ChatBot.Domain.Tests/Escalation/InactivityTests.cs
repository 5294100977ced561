using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Calendar;
using Xunit;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>R-727, C-12, §23.7: the six-month clock shows facts and is reset by taking part once.</summary>
public sealed class InactivityTests
{
    private static readonly BranchCalendar Calendar = BranchCalendar.For("Asia/Shanghai");
    private static readonly DateOnly Today = new(2026, 9, 20);

    [Fact]
    public void Find_MonthlyAbsencesSinceMarch_CountsWholeMonthsFromTheFirst()
    {
        var found = Find([(2, AttendanceStatus.Present), (3, AttendanceStatus.Unexcused), (4, AttendanceStatus.Unexcused), (5, AttendanceStatus.Excused), (6, AttendanceStatus.NotRecorded)]);

        Assert.Equal(new Inactivity(new DateOnly(2026, 3, 10), 6, 2, 1, 1, new DateOnly(2026, 2, 10)), found);
    }

    [Theory]
    [InlineData(AttendanceStatus.PresentOnline)]
    [InlineData(AttendanceStatus.Present)]
    [InlineData(AttendanceStatus.Late)]
    public void Find_OneAttendanceInBetween_ResetsTheClock(AttendanceStatus attended) =>
        Assert.Null(Find([(3, AttendanceStatus.Unexcused), (4, AttendanceStatus.Unexcused), (5, AttendanceStatus.Unexcused), (8, attended), (9, AttendanceStatus.Unexcused)]));

    [Fact]
    public void Find_FewerThanThreeExpectedSessions_SaysNothing() =>
        Assert.Null(Find([(1, AttendanceStatus.Unexcused), (2, AttendanceStatus.Unexcused)]));

    [Fact]
    public void Find_OnlyLeaveAndGaps_DoesNotStartTheClock() =>
        Assert.Null(Find([(1, AttendanceStatus.Excused), (2, AttendanceStatus.NotRecorded), (3, AttendanceStatus.Excused), (4, AttendanceStatus.NotRecorded)]));

    [Theory]
    [InlineData(9, 9, 5)]
    [InlineData(9, 10, 6)]
    public void Find_DayBeforeAndDayOfTheMonth_TurnsOver(int month, int day, int months) =>
        Assert.Equal(months, Find([(3, AttendanceStatus.Unexcused), (4, AttendanceStatus.Unexcused), (5, AttendanceStatus.Unexcused)], new DateOnly(2026, month, day))!.Months);

    private static Inactivity? Find((int Month, AttendanceStatus Status)[] history, DateOnly? today = null) => Inactivity.Find(
        history.Select((h, i) => new AttendanceMark(
            new SessionId(Guid.NewGuid()), i + 1, SessionKind.ThemeDay, "t", Calendar.Instant(new DateOnly(2026, h.Month, 10), new TimeOnly(15, 0)), true, h.Status)),
        new StreakPolicy(),
        Calendar,
        today ?? Today);
}
