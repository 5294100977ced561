using System.Globalization;

namespace ChatBot.TestKit;

/// <summary>Instants as a branch in Shanghai writes them.</summary>
public static class LocalTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day of an instant in Shanghai.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).Date);

    /// <summary>The instant of <c>2026-03-05 15:00</c> in Shanghai.</summary>
    public static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), Offset);
}
