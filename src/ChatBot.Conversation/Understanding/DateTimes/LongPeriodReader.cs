using System.Globalization;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads decades and centuries: 九十年代, 20世纪80年代, 十九世纪.</summary>
internal static class LongPeriodReader
{
    public static bool TryRead(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        end = at;
        if (SmallNumber.IsNumeral(context.At(at - 1)))
        {
            return false;
        }

        if (SmallNumber.TryRead(context.Text, at, 1000, 2990, out var firstYear) && firstYear.Value % 10 == 0 && context.StartsWith(firstYear.End, "年代"))
        {
            end = firstYear.End + 2;
            period = OfYears(firstYear.Value, 10, null);
            return true;
        }

        var hasCentury = TryReadCentury(context, at, out var century, out var afterCentury);
        var position = hasCentury ? afterCentury : at;
        context.Accept(ref position, "的");
        if (TryReadDecade(context, position, out var decade, out end))
        {
            period = hasCentury ? OfYears(century + decade, 10, null) : AnyCentury(context.Today, decade);
            return true;
        }

        if (hasCentury)
        {
            end = afterCentury;
            period = OfYears(century, 100, null);
        }

        return hasCentury;
    }

    private static bool TryReadCentury(in ScanContext context, int at, out int firstYear, out int end)
    {
        firstYear = 0;
        end = at;
        var current = context.Today.Year / 100 * 100;
        if (context.Accept(ref end, "本世纪") || context.Accept(ref end, "这个世纪"))
        {
            firstYear = current;
            return true;
        }

        if (context.Accept(ref end, "上个世纪") || context.Accept(ref end, "上世纪"))
        {
            firstYear = current - 100;
            return true;
        }

        if (context.Accept(ref end, "下个世纪") || context.Accept(ref end, "下世纪"))
        {
            firstYear = current + 100;
            return true;
        }

        context.Accept(ref end, "公元");
        if (!SmallNumber.TryRead(context.Text, end, 1, 30, out var number))
        {
            return false;
        }

        end = number.End;
        firstYear = (number.Value - 1) * 100;
        return context.Accept(ref end, "世纪") && firstYear > 0;
    }

    private static bool TryReadDecade(in ScanContext context, int at, out int decade, out int end)
    {
        decade = 0;
        end = at;
        if (!SmallNumber.TryRead(context.Text, at, 10, 99, out var number) || number.Value % 10 != 0)
        {
            return false;
        }

        decade = number.Value;
        end = number.End;
        return context.Accept(ref end, "年代");
    }

    private static DatePeriod AnyCentury(DateTime today, int decade)
    {
        var past = (today.Year / 100 * 100) + decade;
        if (past >= today.Year)
        {
            past -= 100;
        }

        var timex = string.Create(CultureInfo.InvariantCulture, $"(XX{decade:D2}-01-01,XX{(decade + 10) % 100:D2}-01-01,P10Y)");
        return OfYears(past, 10, timex) with { FutureStart = new DateTime(past + 100, 1, 1), FutureEnd = new DateTime(past + 110, 1, 1) };
    }

    private static DatePeriod OfYears(int year, int count, string? timex)
    {
        var start = new DateTime(year, 1, 1);
        var stop = start.AddYears(count);
        timex ??= Timex.Range(Timex.Date(start), Timex.Date(stop), string.Create(CultureInfo.InvariantCulture, $"P{count}Y"));
        return DatePeriod.Between(timex, PeriodUnit.Other, start, stop);
    }
}
