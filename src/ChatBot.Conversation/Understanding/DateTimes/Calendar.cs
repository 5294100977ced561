using System.Globalization;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Calendar arithmetic of the recogniser. Weeks run from Monday to Sunday.</summary>
internal static class Calendar
{
    public static bool IsDate(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int WeekdayOf(DateTime day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public static DateTime MondayOf(DateTime day) => day.Date.AddDays(1 - WeekdayOf(day));

    /// <summary>Monday of the ISO week, the one that holds the period's first or n-th Thursday.</summary>
    public static DateTime MondayOfWeek(DateTime periodStart, int ordinal)
    {
        var thursday = periodStart.AddDays((4 - WeekdayOf(periodStart) + 7) % 7);
        return thursday.AddDays((7 * (ordinal - 1)) - 3);
    }

    /// <summary>Monday of the last week of a period: the week that holds the last Thursday before <paramref name="periodEnd"/> (excluded).</summary>
    public static DateTime MondayOfLastWeek(DateTime periodEnd)
    {
        var last = periodEnd.AddDays(-1);
        return last.AddDays(-((WeekdayOf(last) - 4 + 7) % 7) - 3);
    }

    public static string WeekTimex(DateTime monday) =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday):D4}-W{ISOWeek.GetWeekOfYear(monday):D2}");

    /// <summary>The n-th weekday of a month, or the last one for ordinal 0. Null where the month has none.</summary>
    public static DateTime? NthWeekday(int year, int month, int weekday, int ordinal)
    {
        var first = new DateTime(year, month, 1);
        var day = first.AddDays((weekday - WeekdayOf(first) + 7) % 7);
        if (ordinal > 0)
        {
            day = day.AddDays(7 * (ordinal - 1));
            return day.Month == month ? day : null;
        }

        while (day.AddDays(7).Month == month)
        {
            day = day.AddDays(7);
        }

        return day;
    }

    /// <summary>The last occurrence of month and day before <paramref name="today"/> and the next one from it on.</summary>
    public static (DateTime Past, DateTime Future) Around(DateTime today, int month, int day)
    {
        DateTime past = default, future = default;
        for (var year = today.Year; year <= today.Year + 8 && future == default; year++)
        {
            if (IsDate(year, month, day) && new DateTime(year, month, day) >= today)
            {
                future = new DateTime(year, month, day);
            }
        }

        for (var year = today.Year; year >= today.Year - 8 && past == default; year--)
        {
            if (IsDate(year, month, day) && new DateTime(year, month, day) < today)
            {
                past = new DateTime(year, month, day);
            }
        }

        return (past, future);
    }

    /// <summary>The last day of this number before <paramref name="today"/> and the next from it on, in months that have one.</summary>
    public static (DateTime Past, DateTime Future) Around(DateTime today, int day)
    {
        var month = new DateTime(today.Year, today.Month, 1);
        var future = month;
        while (day > DateTime.DaysInMonth(future.Year, future.Month) || future.AddDays(day - 1) < today)
        {
            future = future.AddMonths(1);
        }

        var past = month;
        while (day > DateTime.DaysInMonth(past.Year, past.Month) || past.AddDays(day - 1) >= today)
        {
            past = past.AddMonths(-1);
        }

        return (past.AddDays(day - 1), future.AddDays(day - 1));
    }
}
