using System.Globalization;

namespace ChatBot.Conversation.Commands;

/// <summary>Months as they are typed into commands: 本月, 上月, 3月, 2026年3月, 2026-03.</summary>
internal static class MonthWords
{
    /// <summary>Reads a month as <c>yyyy-MM</c>; one without year is the last that has begun.</summary>
    public static bool TryRead(string text, DateOnly today, out string month)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        DateOnly? read = text switch
        {
            "本月" or "这个月" or "当月" or "this month" => first,
            "上月" or "上个月" or "last month" => first.AddMonths(-1),
            _ => Named(text, first),
        };
        month = read?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "";
        return read is not null;
    }

    private static DateOnly? Named(string text, DateOnly thisMonth)
    {
        if (DateOnly.TryParseExact(text, ["yyyy-M", "yyyy/M", "yyyy年M月", "yyyy年M月份"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var full))
        {
            return full;
        }

        var name = text.EndsWith("月份", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('月') ? text[..^1] : "";
        if (!SmallNumbers.TryReadRank(name, out var number) || number > 12)
        {
            return null;
        }

        var month = new DateOnly(thisMonth.Year, number, 1);
        return month > thisMonth ? month.AddYears(-1) : month;
    }
}
