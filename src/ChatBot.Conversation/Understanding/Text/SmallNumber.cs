using System.Runtime.InteropServices;

namespace ChatBot.Conversation.Understanding.Text;

/// <summary>A whole number below ten thousand, in digits or Chinese numerals, as dates, times and counts use it.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Start">Position of its first character.</param>
/// <param name="End">Position after its last character.</param>
/// <param name="Form">How it is written.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SmallNumber(int Value, int Start, int End, NumeralForm Form)
{
    public int Length => End - Start;

    /// <summary>Reads the longest number at <paramref name="at"/>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out SmallNumber number)
    {
        number = default;
        if (at >= text.Length)
        {
            return false;
        }

        return char.IsAsciiDigit(text[at]) ? TryReadDigits(text, at, out number) : TryReadChinese(text, at, out number);
    }

    /// <summary>Reads a number and requires it to lie between two bounds.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, int least, int most, out SmallNumber number) =>
        TryRead(text, at, out number) && number.Value >= least && number.Value <= most;

    /// <summary>The value of a single Chinese digit, or -1.</summary>
    public static int DigitValue(char character) => character switch
    {
        '零' or '〇' or '○' => 0,
        '一' or '壹' or '幺' => 1,
        '二' or '两' or '贰' or '俩' => 2,
        '三' or '叁' or '仨' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>Whether the character can stand in a number: a digit, a Chinese digit or a unit.</summary>
    public static bool IsNumeral(char character) =>
        char.IsAsciiDigit(character) || DigitValue(character) >= 0 || character is '十' or '拾' or '百' or '佰' or '千' or '仟' or '万' or '亿' or '廿' or '卅';

    private static bool TryReadDigits(ReadOnlySpan<char> text, int at, out SmallNumber number)
    {
        var end = at;
        var value = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - at < 9)
        {
            value = (value * 10) + (text[end] - '0');
            end++;
        }

        number = new(value, at, end, NumeralForm.Digits);
        return end >= text.Length || !char.IsAsciiDigit(text[end]);
    }

    private static bool TryReadChinese(ReadOnlySpan<char> text, int at, out SmallNumber number)
    {
        var end = at;
        while (end < text.Length && DigitValue(text[end]) >= 0)
        {
            end++;
        }

        if (end - at >= 2 && (end >= text.Length || UnitValue(text[end]) == 0) && end - at <= 9)
        {
            var positional = 0;
            for (var index = at; index < end; index++)
            {
                positional = (positional * 10) + DigitValue(text[index]);
            }

            // 零五 is five, as in 八点零五; 二零一六 is 2016.
            number = new(positional, at, end, NumeralForm.Positional);
            return true;
        }

        return TryReadStructured(text, at, out number);
    }

    private static bool TryReadStructured(ReadOnlySpan<char> text, int at, out SmallNumber number)
    {
        var total = 0;
        var pending = -1;
        var lastUnit = 10000;
        var end = at;
        for (; end < text.Length; end++)
        {
            var digit = DigitValue(text[end]);
            if (digit >= 0)
            {
                if (pending > 0)
                {
                    break;
                }

                pending = digit;
                continue;
            }

            var unit = UnitValue(text[end]);
            if (unit == 0 || unit >= lastUnit || (pending < 0 && total > 0 && unit != 10))
            {
                break;
            }

            if (text[end] is '廿' or '卅')
            {
                if (pending >= 0 || total > 0)
                {
                    break;
                }

                total = text[end] == '廿' ? 20 : 30;
            }
            else
            {
                total += (pending <= 0 ? 1 : pending) * unit;
            }

            pending = -1;
            lastUnit = unit;
        }

        number = new(total + Math.Max(pending, 0), at, end, NumeralForm.Structured);
        return end > at;
    }

    private static int UnitValue(char character) => character switch
    {
        '十' or '拾' or '廿' or '卅' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        _ => 0,
    };
}

/// <summary>How a number is written.</summary>
internal enum NumeralForm
{
    /// <summary>2016</summary>
    Digits,

    /// <summary>二零一六</summary>
    Positional,

    /// <summary>两千零一十六</summary>
    Structured,
}
