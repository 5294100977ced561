using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads days written in digits alone: 2026-03-11, 2026.3.11, 12/1, 3-7-2026.</summary>
internal static class NumericDateReader
{
    public static bool TryRead(in ScanContext context, int at, out DatePoint date, out int end)
    {
        date = default;
        end = at;
        if (!SmallNumber.TryRead(context.Text, at, out var first) || first.Length > 4 || IsInsideNumber(context, at, first))
        {
            return false;
        }

        var separator = context.At(first.End);
        if (separator is not ('-' or '/' or '.' or ' ') || !SmallNumber.TryRead(context.Text, first.End + 1, out var second)
            || second.Form != NumeralForm.Digits || second.Length > 2)
        {
            return false;
        }

        if (context.At(second.End) != separator || !SmallNumber.TryRead(context.Text, second.End + 1, out var third)
            || third.Form != NumeralForm.Digits || third.Length > 4)
        {
            return separator != ' ' && TryReadMonthDay(context, first, second, separator, out date, out end);
        }

        end = third.End;
        return !ContinuesNumber(context, end, separator) && TryReadTriple(context, first, second, third, separator, out date);
    }

    /// <summary>2026-03, 2026/3.</summary>
    public static bool TryReadYearMonth(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        end = at;
        if (!char.IsAsciiDigit(context.At(at)) || IsInsideNumber(context, at, default) || !SmallNumber.TryRead(context.Text, at, 1900, 2099, out var year) || year.Length != 4
            || context.At(year.End) is not ('-' or '/') || !SmallNumber.TryRead(context.Text, year.End + 1, 1, 12, out var month) || month.Form != NumeralForm.Digits || month.Length > 2)
        {
            return false;
        }

        end = month.End;
        period = PeriodReader.OfMonth(year.Value, month.Value);
        return !context.IsAny(end, "-/.:年") && !char.IsAsciiLetterOrDigit(context.At(end));
    }

    private static bool TryReadTriple(in ScanContext context, SmallNumber first, SmallNumber second, SmallNumber third, char separator, out DatePoint date)
    {
        date = default;
        var isSpaced = separator == ' ';
        if (first.Length == 4 && third.Length <= 2 && (!isSpaced || third.Length == 2))
        {
            return TryDate(first.Value, second.Value, third.Value, out date);
        }

        if (isSpaced || first.Length > 2)
        {
            return false;
        }

        if (third.Length == 4)
        {
            // Day before month; the other way round where only that is a date.
            return TryDate(third.Value, second.Value, first.Value, out date) || TryDate(third.Value, first.Value, second.Value, out date);
        }

        return first.Length == 2 && third.Length <= 2 && separator != '.'
            && TryDate(first.Value + (first.Value < 50 ? 2000 : 1900), second.Value, third.Value, out date);
    }

    private static bool TryReadMonthDay(in ScanContext context, SmallNumber first, SmallNumber second, char separator, out DatePoint date, out int end)
    {
        date = default;
        end = second.End;
        var isDotted = separator == '.';
        if (first.Value is < 1 or > 12 || first.Length > 2 || second.Value < 1 || second.Value > DateTime.DaysInMonth(2000, first.Value)
            || (separator != '/' && !(context.AllowDottedDates && (isDotted || (first.Length == 2 && second.Length == 2))))
            || ContinuesNumber(context, end, separator) || context.IsAny(end, "%:"))
        {
            return false;
        }

        var next = context.SkipBlanks(end);
        if (isDotted && context.IsAny(next, "小个学课分元万亿千百度倍天次年周米公岁点时里斤米户级"))
        {
            return false;
        }

        if (context.At(end) is '号' or '日')
        {
            end++;
        }

        date = DatePoint.Of(context.Today, first.Value, second.Value);
        return true;
    }

    private static bool TryDate(int year, int month, int day, out DatePoint date)
    {
        date = default;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2000, month))
        {
            return false;
        }

        date = DatePoint.Of(year, month, day);
        return true;
    }

    // A dash before the year may join two days: 2018/1/10-2018/7/10.
    private static bool IsInsideNumber(in ScanContext context, int at, SmallNumber first) =>
        char.IsAsciiLetterOrDigit(context.At(at - 1))
        || (context.IsAny(at - 1, ".-/:") && char.IsAsciiDigit(context.At(at - 2))
            && !(context.At(at - 1) == '-' && (first.Length == 4 || context.At(first.End) is '/' or '.')));

    private static bool ContinuesNumber(in ScanContext context, int end, char separator) =>
        char.IsAsciiLetterOrDigit(context.At(end)) && context.At(end) is not 't'
        || (context.At(end) == separator && separator != ' ' && char.IsAsciiDigit(context.At(end + 1)))
        || (separator == '.' && context.At(end) == '.' && char.IsAsciiDigit(context.At(end + 1)));
}
