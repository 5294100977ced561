using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads a number that borrows its unit from the number after it: 18-20号, 2到4点, 3至5月, 1995-1997年; also a year alone.</summary>
internal static class BareNumberReader
{
    public static bool TryReadDay(in ScanContext context, int at, out DatePoint date, out int end)
    {
        date = default;
        if (!TryReadPair(context, at, 31, out var first, out var second, out end) || second.Value > 31
            || context.At(context.SkipBlanks(second.End)) is not ('日' or '号') || context.IsAny(second.End + 1, "楼线厅门车桌房"))
        {
            return false;
        }

        date = DatePoint.Of(context.Today, first.Value);
        return true;
    }

    public static bool TryReadHour(in ScanContext context, int at, DayPart part, out ClockTime time, out int end)
    {
        time = default;
        at = context.SkipBlanks(at);
        if (!TryReadPair(context, at, 24, out var first, out var second, out end) || second.Value > 24
            || (context.At(second.End) != '点' && !(context.At(second.End) == ':' && char.IsAsciiDigit(context.At(second.End + 1)))))
        {
            return false;
        }

        time = ClockTime.Of(first.Value, -1, -1, part);
        return true;
    }

    public static bool TryReadPeriod(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        if (TryReadPair(context, at, 2999, out var first, out var second, out end))
        {
            var unit = context.At(context.SkipBlanks(second.End));
            if (unit == '月' && first.Value is >= 1 and <= 12)
            {
                period = PeriodReader.OfMonth(context.Today, first.Value);
                return true;
            }

            if (unit == '年' && first.Value > 1000)
            {
                period = PeriodReader.OfYear(first.Value);
                return true;
            }
        }

        return TryReadYearAlone(context, at, out period, out end);
    }

    private static bool TryReadPair(in ScanContext context, int at, int most, out SmallNumber first, out SmallNumber second, out int end)
    {
        second = default;
        end = at;
        if (SmallNumber.IsNumeral(context.At(at - 1)) || context.IsAny(at - 1, ".-/:第") || !SmallNumber.TryRead(context.Text, at, 1, most, out first)
            || !RangeReader.TryReadConnector(context, first.End, out var afterConnector, out var needsBetween) || needsBetween)
        {
            first = default;
            return false;
        }

        end = first.End;
        return SmallNumber.TryRead(context.Text, afterConnector, out second);
    }

    /// <summary>2018 standing by itself.</summary>
    private static bool TryReadYearAlone(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        end = at;
        if (!char.IsAsciiDigit(context.At(at)) || !IsApart(context.At(at - 1)) || !SmallNumber.TryRead(context.Text, at, 1900, 2099, out var number)
            || number.Length != 4 || !IsApart(context.At(number.End)))
        {
            return false;
        }

        end = number.End;
        period = PeriodReader.OfYear(number.Value);
        return true;
    }

    private static bool IsApart(char neighbour) => neighbour is '\0' or ' ' or ',' or '。' or '?' or '!' or '=' or ';';
}
