using System.Globalization;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>A time of day as named.</summary>
/// <param name="Hour">0 to 23, the part of day already counted in.</param>
/// <param name="Minute">Minute, or -1 where none is named.</param>
/// <param name="Second">Second, or -1 where none is named.</param>
/// <param name="Part">The part of day named with it.</param>
/// <param name="IsAmbiguous">True where the hour may as well be one of the afternoon.</param>
/// <param name="IsNextDay">True for 晚上十二点, which belongs to the day after.</param>
internal readonly record struct ClockTime(int Hour, int Minute, int Second, DayPart Part, bool IsAmbiguous, bool IsNextDay = false)
{
    public TimeSpan TimeOfDay => new(IsNextDay ? 1 : 0, Hour, Math.Max(Minute, 0), Math.Max(Second, 0));

    /// <summary>T17:15, or T18 where no minute is named.</summary>
    public string Timex => Second >= 0
        ? string.Create(CultureInfo.InvariantCulture, $"T{Hour:D2}:{Math.Max(Minute, 0):D2}:{Second:D2}")
        : Minute >= 0
            ? string.Create(CultureInfo.InvariantCulture, $"T{Hour:D2}:{Minute:D2}")
            : string.Create(CultureInfo.InvariantCulture, $"T{Hour:D2}");

    /// <summary>The other reading of an ambiguous time: 8 as 20, 12 as 0.</summary>
    public ClockTime Twin => this with { Hour = Hour == 12 ? 0 : Hour + 12, IsAmbiguous = false };

    /// <summary>Places a bare hour within a part of day.</summary>
    public static ClockTime Of(int hour, int minute, int second, DayPart part)
    {
        if (part == DayPart.None)
        {
            return new(hour == 24 ? 0 : hour, minute, second, part, hour is >= 1 and <= 12, hour == 24);
        }

        var isNight = part is DayPart.Evening or DayPart.Night;
        return part switch
        {
            _ when hour > 12 => new(hour == 24 ? 0 : hour, minute, second, part, false, hour == 24),
            DayPart.Dawn or DayPart.Morning or DayPart.Daytime => new(hour == 12 && part == DayPart.Dawn ? 0 : hour, minute, second, part, false),
            DayPart.Noon => new(hour < 4 ? hour + 12 : hour, minute, second, part, false),
            _ when isNight && hour == 12 => new(0, minute, second, part, false, true),
            _ when isNight && hour < 4 => new(hour, minute, second, part, false, true),
            _ => new(hour < 12 ? hour + 12 : hour, minute, second, part, false),
        };
    }
}

/// <summary>A part of the day.</summary>
internal enum DayPart
{
    None,
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// <summary>What the parts of a day mean.</summary>
internal static class DayParts
{
    public static string Timex(DayPart part) => part switch
    {
        DayPart.Dawn => "TDA",
        DayPart.Morning => "TMO",
        DayPart.Noon => "TMI",
        DayPart.Afternoon => "TAF",
        DayPart.Evening => "TEV",
        DayPart.Night => "TNI",
        DayPart.Daytime => "TDT",
        DayPart.None => "",
    };

    /// <summary>First and last moment as spans from midnight.</summary>
    public static (TimeSpan Start, TimeSpan End) Hours(DayPart part) => part switch
    {
        DayPart.Dawn => (TimeSpan.FromHours(4), TimeSpan.FromHours(8)),
        DayPart.Morning => (TimeSpan.FromHours(8), TimeSpan.FromHours(12)),
        DayPart.Noon => (TimeSpan.FromHours(11), TimeSpan.FromHours(13)),
        DayPart.Afternoon => (TimeSpan.FromHours(12), TimeSpan.FromHours(16)),
        DayPart.Evening => (TimeSpan.FromHours(16), TimeSpan.FromHours(20)),
        DayPart.Night => (TimeSpan.FromHours(20), new TimeSpan(23, 59, 59)),
        DayPart.Daytime => (TimeSpan.FromHours(8), TimeSpan.FromHours(18)),
        DayPart.None => (TimeSpan.Zero, TimeSpan.FromDays(1)),
    };
}
