using System.Globalization;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Forms;

/// <summary>Finds the number in a short answer: digits anywhere, or a number word at its start.</summary>
internal static class Numbers
{
    public static decimal? Find(string plain)
    {
        var start = plain.AsSpan().IndexOfAnyInRange('0', '9');
        if (start >= 0)
        {
            var end = start;
            while (end < plain.Length && (char.IsAsciiDigit(plain[end]) || (plain[end] == '.' && end + 1 < plain.Length && char.IsAsciiDigit(plain[end + 1]))))
            {
                end++;
            }

            return decimal.TryParse(plain[start..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        // 两个小时, 十二, 半小时.
        if (plain.StartsWith('半'))
        {
            return 0.5m;
        }

        if (!SmallNumber.TryRead(plain, 0, out var word))
        {
            return null;
        }

        return plain.AsSpan(word.End).StartsWith("个半") ? word.Value + 0.5m : word.Value;
    }
}
