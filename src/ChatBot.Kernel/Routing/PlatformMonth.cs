using ChatBot.Kernel.Calendar;

namespace ChatBot.Kernel.Routing;

/// <summary>The calendar month of the platforms, in which budgets are counted: Beijing time, wherever the branch is.</summary>
/// <param name="Start">Its first moment.</param>
/// <param name="End">The first moment of the next.</param>
public readonly record struct PlatformMonth(DateTimeOffset Start, DateTimeOffset End)
{
    private static readonly BranchCalendar Calendar = BranchCalendar.For("Asia/Shanghai");

    /// <summary>The month that holds an instant.</summary>
    public static PlatformMonth Of(DateTimeOffset instant)
    {
        var day = Calendar.Day(instant);
        var first = new DateOnly(day.Year, day.Month, 1);
        return new PlatformMonth(Calendar.Instant(first, TimeOnly.MinValue), Calendar.Instant(first.AddMonths(1), TimeOnly.MinValue));
    }

    /// <summary>The part that is over at an instant: 0 to 1.</summary>
    public double Elapsed(DateTimeOffset now) => Math.Clamp((now - Start) / (End - Start), 0, 1);

    /// <summary>Names it: yyyyMM.</summary>
    public string Key => Calendar.Local(Start).ToString("yyyyMM", System.Globalization.CultureInfo.InvariantCulture);
}
