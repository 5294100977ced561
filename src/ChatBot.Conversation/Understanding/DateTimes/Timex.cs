using System.Globalization;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Writes timex values.</summary>
internal static class Timex
{
    public static string Date(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A date of which parts may be open (zero).</summary>
    public static string Date(int year, int month, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{Part(year, 4)}-{Part(month, 2)}-{Part(day, 2)}");

    public static string Month(int year, int month) =>
        string.Create(CultureInfo.InvariantCulture, $"{Part(year, 4)}-{month:D2}");

    public static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    public static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Range(string start, string end, string length) => $"({start},{end},{length})";

    public static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"P{days}D");

    /// <summary>A length of time in hours, minutes and seconds: PT3H48M.</summary>
    public static string Length(TimeSpan length)
    {
        var hours = (long)length.TotalHours;
        return "PT"
            + (hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}H") : "")
            + (length.Minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}M") : "")
            + (length.Seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{length.Seconds}S") : "");
    }

    private static string Part(int value, int width) =>
        value == 0 ? new string('X', width) : value.ToString(width == 4 ? "D4" : "D2", CultureInfo.InvariantCulture);
}
