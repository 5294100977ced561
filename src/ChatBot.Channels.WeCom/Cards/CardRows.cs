using System.Globalization;

namespace ChatBot.Channels.WeCom.Cards;

/// <summary>Lines such as 时间：周三19:00 at the end of a text, which a card shows as rows.</summary>
internal static class CardRows
{
    private const char Colon = '：';

    /// <summary>The text above the rows, and the rows; null when the text does not end in at least two, at most six of them.</summary>
    public static (string Above, IReadOnlyList<CardRow>? Rows) TakeFrom(string text, CardLimits limits)
    {
        var lines = text.Split('\n');
        var from = lines.Length;
        while (from > 0 && Read(lines[from - 1], limits) is not null)
        {
            from--;
        }

        // One fact alone reads better in its sentence.
        var count = lines.Length - from;
        return count is < 2 or > CardLimits.MostRows
            ? (text, null)
            : (string.Join('\n', lines[..from]).Trim(), [.. lines[from..].Select(l => Read(l, limits)!)]);
    }

    private static CardRow? Read(string line, CardLimits limits)
    {
        var at = line.IndexOf(Colon, StringComparison.Ordinal);
        var (key, value) = at > 0 ? (line[..at].Trim(), line[(at + 1)..].Trim()) : ("", "");
        return key.Length > 0 && value.Length > 0 && Fits(key, limits.RowKey) && Fits(value, limits.RowValue) ? new CardRow(key, value) : null;
    }

    private static bool Fits(string text, int most) => new StringInfo(text).LengthInTextElements <= most;
}
