using System.Globalization;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Finds the number in a short answer: digits anywhere, or the whole text as a number word.</summary>
internal static class Numbers
{
    public static decimal? Find(string plain, WordLists words)
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

        // From the longest word on, so that 十二 is not 十.
        var numerals = words["numerals"];
        for (var i = numerals.Count - 1; i >= 0; i--)
        {
            if (plain.StartsWith(numerals[i], StringComparison.Ordinal))
            {
                return i + 1;
            }
        }

        return null;
    }
}
