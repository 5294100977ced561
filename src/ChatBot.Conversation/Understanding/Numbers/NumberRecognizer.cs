using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Numbers;

/// <summary>Finds cardinals and ordinals in Chinese text: simplified, traditional, formal (壹佰) and full-width. Stateless and safe for concurrent use.</summary>
public static class NumberRecognizer
{
    /// <summary>Finds all numbers in a text.</summary>
    /// <param name="input">The text as typed.</param>
    public static IReadOnlyList<NumberEntity> Recognize(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var text = NormalizedText.From(input);
        var entities = new List<NumberEntity>();
        for (var at = 0; at < text.Plain.Length;)
        {
            if (TryReadAt(text.Plain, at, out var value, out var isOrdinal, out var end))
            {
                entities.Add(new(text.Surface[at..end], at, end - at, isOrdinal, value));
                at = end;
            }
            else
            {
                at += NumberWords.LengthToSkip(text.Plain, at);
            }
        }

        return entities;
    }

    private static bool TryReadAt(ReadOnlySpan<char> text, int at, out decimal value, out bool isOrdinal, out int end)
    {
        isOrdinal = text[at] == '第';
        var sign = IsSign(text, at) ? -1 : 1;
        var start = isOrdinal || sign < 0 ? at + 1 : at;
        if (sign < 0)
        {
            start = SkipBlanks(text, start);
        }

        if (!TryReadNumber(text, start, isOrdinal, out value, out end))
        {
            return false;
        }

        value *= sign;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, int at, bool isOrdinal, out decimal value, out int end)
    {
        (value, end) = (0, at);
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] == '半' && at + 1 < text.Length && text[at + 1] is '百' or '佰')
        {
            (value, end) = (50, at + 2);
            return true;
        }

        if (!SmallNumber.IsNumeral(text[at]) || (char.IsAsciiDigit(text[at]) && at > 0 && char.IsAsciiLetter(text[at - 1])))
        {
            return false;
        }

        if (TryReadPositional(text, at, out value, out end))
        {
            return true;
        }

        if ((!isOrdinal && NumberWords.IsDoubled(text, at)) || !new NumeralParser(text).TryRead(at, out value, out end) || (!isOrdinal && NumberWords.IsPartOfWord(text, at, end)))
        {
            return false;
        }

        ReadFraction(text, ref value, ref end);
        ReadSuffix(text, ref value, ref end);
        return true;
    }

    /// <summary>二零一八. Two digits alike are no number (九九, 两两).</summary>
    private static bool TryReadPositional(ReadOnlySpan<char> text, int at, out decimal value, out int end)
    {
        value = 0;
        end = at;
        while (end < text.Length && SmallNumber.DigitValue(text[end]) >= 0 && end - at < 18)
        {
            value = (value * 10) + SmallNumber.DigitValue(text[end]);
            end++;
        }

        return end - at >= 2 && !(end - at == 2 && (text[at] == text[at + 1] || SmallNumber.DigitValue(text[at]) == 0)) && (end >= text.Length || !(SmallNumber.IsNumeral(text[end]) && !char.IsAsciiDigit(text[end])));
    }

    /// <summary>三点五, 三分之一.</summary>
    private static void ReadFraction(ReadOnlySpan<char> text, ref decimal value, ref int end)
    {
        if (text[end..].StartsWith("分之", StringComparison.Ordinal) && value != 0)
        {
            if (new NumeralParser(text).TryRead(end + 2, out var numerator, out var afterNumerator))
            {
                value = numerator / value;
                end = afterNumerator;
            }

            return;
        }

        if (end + 1 >= text.Length || text[end] != '点' || text[end + 1] == '两')
        {
            return;
        }

        var scale = 0.1m;
        var fraction = 0m;
        var at = end + 1;
        for (; at < text.Length && SmallNumber.DigitValue(text[at]) >= 0 && scale > 0.0000000001m; at++)
        {
            fraction += SmallNumber.DigitValue(text[at]) * scale;
            scale /= 10;
        }

        if (at > end + 1 && (at >= text.Length || (!SmallNumber.IsNumeral(text[at]) && text[at] is not '分' and not '刻')))
        {
            value += fraction;
            end = at;
        }
    }

    // Beyond, nothing multiplies: a decimal ends at some 10^28.
    private const decimal Most = 1_000_000_000_000_000m;

    /// <summary>40k, 2.5 M, 五十打.</summary>
    private static void ReadSuffix(ReadOnlySpan<char> text, ref decimal value, ref int end)
    {
        if (end < text.Length && text[end] == '打' && value < Most && (end + 1 >= text.Length || !"电扫印算开卡架球字工破断击包听扰".Contains(text[end + 1], StringComparison.Ordinal)))
        {
            (value, end) = (value * 12, end + 1);
            return;
        }

        var at = SkipBlanks(text, end);
        if (at >= text.Length || !char.IsAsciiDigit(text[end - 1]) || (at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1])))
        {
            return;
        }

        var factor = text[at] switch { 'k' => 1_000m, 'm' => 1_000_000m, 'g' => 1_000_000_000m, 't' => 1_000_000_000_000m, _ => 0m };
        if (factor > 0 && value < Most)
        {
            (value, end) = (value * factor, at + 1);
        }
    }

    private static bool IsSign(ReadOnlySpan<char> text, int at) =>
        (text[at] == '负' || (text[at] == '-' && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))))
        && SkipBlanks(text, at + 1) is var next && next < text.Length && SmallNumber.IsNumeral(text[next]);

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
