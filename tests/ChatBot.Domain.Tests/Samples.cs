using System.Globalization;
using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Roster;

namespace ChatBot.Kernel.Tests;

/// <summary>Invented people and sessions, short to write down.</summary>
internal static class Samples
{
    /// <summary>The default branch's clock face.</summary>
    public static BranchCalendar Shanghai { get; } = BranchCalendar.For("Asia/Shanghai");

    /// <summary>An id that is the same for the same number.</summary>
    public static Guid Id(int number) => new(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    /// <summary>A group.</summary>
    public static GroupId Group(int number) => new(Id(9000 + number));

    /// <summary>A member of the roster.</summary>
    public static Member Member(int number, Roles roles = Roles.None, int? group = null) => new()
    {
        Id = new MemberId(Id(number)),
        Name = $"M{number}",
        Roles = roles,
        Group = group is { } g ? Group(g) : null,
    };

    /// <summary>A session of the whole branch that lasts two hours.</summary>
    public static Session Session(int number, string start, SessionKind kind = SessionKind.ThemeDay) => new()
    {
        Id = new SessionId(Id(1000 + number)),
        Number = number,
        Kind = kind,
        Theme = $"T{number}",
        StartsAt = At(start),
        EndsAt = At(start).AddHours(2),
        CreatedBy = new MemberId(Id(1)),
        CheckInSecret = [1, 2, 3, 4],
    };

    /// <summary>A confirmed mark of the session.</summary>
    public static AttendanceMark Mark(Session session, AttendanceStatus status) =>
        new(session.Id, session.Number, session.Kind, session.Theme, session.StartsAt, session.HeldOnItsOwn, status);

    /// <summary>Theme days a month apart, one for each status, oldest first.</summary>
    public static IReadOnlyList<AttendanceMark> Monthly(params AttendanceStatus[] statuses) =>
        [.. statuses.Select((status, i) => Mark(Session(i + 1, $"2026-{i + 1:D2}-05 15:00"), status))];

    /// <summary>Local time in Shanghai, as <c>2026-03-31 23:59</c>.</summary>
    public static DateTimeOffset At(string local) =>
        Shanghai.Instant(DateTime.Parse(local, CultureInfo.InvariantCulture));
}
