using System.Globalization;

namespace ChatBot.Conversation.Commands;

/// <summary>Numbers as they are typed into commands: 3, 2.5, 三次, 两小时, 半天, 十二.</summary>
internal static class SmallNumbers
{
    private const string Digits = "零一二三四五六七八九";
    private const int LongestUnit = 3;

    /// <summary>A number with or without a unit of up to three characters behind it.</summary>
    public static bool TryRead(string text, out decimal number)
    {
        for (var length = text.Length; length > 0 && length >= text.Length - LongestUnit; length--)
        {
            var (head, unit) = (text[..length], text[length..]);
            if (unit.Any(c => char.IsAsciiDigit(c) || c == '.'))
            {
                break;
            }

            if (decimal.TryParse(head, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) || TryReadChinese(head, out number))
            {
                return true;
            }
        }

        number = 0;
        return false;
    }

    /// <summary>A place in a list: 2, 第二个.</summary>
    public static bool TryReadRank(string text, out int rank)
    {
        var fits = TryRead(text.TrimStart('第'), out var number) && number == Math.Truncate(number) && number is > 0 and < 1000;
        rank = fits ? (int)number : 0;
        return fits;
    }

    private static bool TryReadChinese(string text, out decimal number)
    {
        if (text == "半")
        {
            number = 0.5m;
            return true;
        }

        var ten = text.IndexOf('十', StringComparison.Ordinal);
        var tens = ten < 0 ? 0 : ten == 0 ? 1 : ten == 1 ? DigitOf(text[0]) : -1;
        var tail = ten < 0 ? text : text[(ten + 1)..];
        var ones = tail.Length switch { 0 => ten < 0 ? -1 : 0, 1 => DigitOf(tail[0]), _ => -1 };
        number = (tens * 10) + ones;
        return tens >= 0 && ones >= 0;
    }

    private static int DigitOf(char c) => c == '两' ? 2 : Digits.IndexOf(c, StringComparison.Ordinal);
}
