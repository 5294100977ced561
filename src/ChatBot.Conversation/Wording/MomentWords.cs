using System.Globalization;
using ChatBot.Kernel.Calendar;

namespace ChatBot.Conversation.Wording;

/// <summary>Days and times in Chinese, in the branch's calendar, seen from a given now.</summary>
internal static class MomentWords
{
    // The furthest day for which "N天后" says more than the date.
    private const int FarthestRelativeDay = 13;

    /// <summary>3月11日（周三）15:00; with the year when it is not now's.</summary>
    public static string Moment(DateTimeOffset at, BranchCalendar calendar, DateTimeOffset now) =>
        Day(calendar.Day(at), calendar.Day(now)) + Time(at, calendar);

    /// <summary>3月11日（周三）; with the year when it is not today's.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        string.Create(CultureInfo.InvariantCulture, $"{(day.Year == today.Year ? "" : $"{day.Year}年")}{day.Month}月{day.Day}日（{Weekday(day)}）");

    /// <summary>15:00.</summary>
    public static string Time(DateTimeOffset at, BranchCalendar calendar) =>
        calendar.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>3月11日（周三）15:00–16:30; both days in full when they differ.</summary>
    public static string Range(DateTimeOffset from, DateTimeOffset until, BranchCalendar calendar, DateTimeOffset now)
    {
        var end = calendar.Day(from) == calendar.Day(until) ? Time(until, calendar) : Moment(until, calendar, now);
        return $"{Moment(from, calendar, now)}–{end}";
    }

    /// <summary>今天15:00, 明天15:00, 后天15:00, 3天后; a far moment in full.</summary>
    public static string Relative(DateTimeOffset at, BranchCalendar calendar, DateTimeOffset now)
    {
        var word = NearDay(calendar.Day(at), calendar.Day(now), out var namesTheDay);
        return word is null ? Moment(at, calendar, now) : namesTheDay ? word + Time(at, calendar) : word;
    }

    /// <summary>今天, 明天, 后天, 3天后; a far day in full.</summary>
    public static string Relative(DateOnly day, DateOnly today) => NearDay(day, today, out _) ?? Day(day, today);

    /// <summary>2026年3月; without the year when it is today's.</summary>
    public static string Month(int year, int month, DateOnly today) =>
        string.Create(CultureInfo.InvariantCulture, $"{(year == today.Year ? "" : $"{year}年")}{month}月");

    private static string? NearDay(DateOnly day, DateOnly today, out bool namesTheDay)
    {
        var days = day.DayNumber - today.DayNumber;
        namesTheDay = Math.Abs(days) <= 2;
        return days switch
        {
            0 => "今天",
            1 => "明天",
            2 => "后天",
            -1 => "昨天",
            -2 => "前天",
            > 2 and <= FarthestRelativeDay => Counts.Duration(TimeSpan.FromDays(days)) + "后",
            < -2 and >= -FarthestRelativeDay => Counts.Duration(TimeSpan.FromDays(-days)) + "前",
            _ => null,
        };
    }

    private static string Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Monday => "周一",
        DayOfWeek.Tuesday => "周二",
        DayOfWeek.Wednesday => "周三",
        DayOfWeek.Thursday => "周四",
        DayOfWeek.Friday => "周五",
        DayOfWeek.Saturday => "周六",
        DayOfWeek.Sunday => "周日",
    };
}
