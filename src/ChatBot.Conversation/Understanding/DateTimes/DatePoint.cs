namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>A day as named. Zero stands for a part that the text leaves open.</summary>
internal readonly record struct DatePoint
{
    public int Year { get; init; }

    public int Month { get; init; }

    public int Day { get; init; }

    /// <summary>Set where the day was named by its weekday alone (1 Monday … 7 Sunday).</summary>
    public int Weekday { get; init; }

    /// <summary>Set where the week is named as well (下周三): its Monday, so that 到周五 stays in that week.</summary>
    public DateTime? Week { get; init; }

    public required string Timex { get; init; }

    /// <summary>The last such day before today; equal to <see cref="Future"/> where there is only one reading.</summary>
    public DateTime Past { get; init; }

    /// <summary>The next such day from today on.</summary>
    public DateTime Future { get; init; }

    /// <summary>False for a day that does not exist.</summary>
    public bool Exists { get; init; }

    public bool IsLunar { get; init; }

    /// <summary>True where month (and year, if known) were named, so that the end of a range may leave them out.</summary>
    public bool IsCalendarDay { get; init; }

    public static DatePoint On(DateTime day) => new()
    {
        Year = day.Year,
        Month = day.Month,
        Day = day.Day,
        Timex = DateTimes.Timex.Date(day),
        Past = day,
        Future = day,
        Exists = true,
    };

    /// <summary>Year, month and day all known.</summary>
    public static DatePoint Of(int year, int month, int day) => Calendar.IsDate(year, month, day)
        ? On(new DateTime(year, month, day)) with { IsCalendarDay = true }
        : new() { IsCalendarDay = true, Year = year, Month = month, Day = day, Timex = DateTimes.Timex.Date(year, month, day) };

    /// <summary>Month and day of any year: the last and the next one.</summary>
    public static DatePoint Of(DateTime today, int month, int day)
    {
        var (past, future) = Calendar.Around(today, month, day);
        return new()
        {
            Month = month,
            Day = day,
            IsCalendarDay = true,
            Timex = DateTimes.Timex.Date(0, month, day),
            Past = past,
            Future = future,
            Exists = past != default && future != default,
        };
    }

    /// <summary>A day of any month.</summary>
    public static DatePoint Of(DateTime today, int day)
    {
        var (past, future) = Calendar.Around(today, day);
        return new() { Day = day, Timex = DateTimes.Timex.Date(0, 0, day), Past = past, Future = future, Exists = true };
    }

    /// <summary>A weekday of any week.</summary>
    public static DatePoint OnWeekday(DateTime today, int weekday)
    {
        var future = today.AddDays((weekday - Calendar.WeekdayOf(today) + 7) % 7);
        return new()
        {
            Weekday = weekday,
            Timex = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"XXXX-WXX-{weekday}"),
            Past = future.AddDays(-7),
            Future = future,
            Exists = true,
        };
    }

    /// <summary>A weekday of a given week.</summary>
    public static DatePoint OnWeekday(DateTime monday, int weekday, DateTime week) =>
        On(monday.AddDays(weekday - 1)) with { Weekday = weekday, Week = week };
}

/// <summary>A calendar period as named.</summary>
internal readonly record struct DatePeriod
{
    public required string Timex { get; init; }

    public PeriodUnit Unit { get; init; }

    public int Year { get; init; }

    public int Month { get; init; }

    public DateTime PastStart { get; init; }

    /// <summary>End, not included.</summary>
    public DateTime PastEnd { get; init; }

    public DateTime FutureStart { get; init; }

    /// <summary>End, not included.</summary>
    public DateTime FutureEnd { get; init; }

    /// <summary>False for seasons, which have no agreed days.</summary>
    public bool IsResolved { get; init; }

    public static DatePeriod Between(string timex, PeriodUnit unit, DateTime start, DateTime end) => new()
    {
        Timex = timex,
        Unit = unit,
        PastStart = start,
        PastEnd = end,
        FutureStart = start,
        FutureEnd = end,
        IsResolved = true,
        Year = unit is PeriodUnit.Month or PeriodUnit.Year ? start.Year : 0,
        Month = unit == PeriodUnit.Month ? start.Month : 0,
    };
}

/// <summary>Size of a calendar period.</summary>
internal enum PeriodUnit
{
    Other,
    Week,
    Weekend,
    Month,
    Year,
}
