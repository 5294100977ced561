using System.Globalization;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads parts of a year: 上半年, 第三季度, 夏天, 第一周, 前两周, 最后四个月; also 上半月 and 下半周.</summary>
internal static class PartOfYearReader
{
    private static readonly Lexicon<int> Halves = new(
    [
        .. Lexicon.Words(1, "上半年 前半年"),
        .. Lexicon.Words(2, "下半年 后半年"),
    ]);

    private static readonly Lexicon<int> ShortHalves = new(
    [
        .. Lexicon.Words(1, "上半月 前半月"),
        .. Lexicon.Words(2, "下半月 后半月"),
        .. Lexicon.Words(3, "上半周 前半周"),
        .. Lexicon.Words(4, "下半周 后半周"),
    ]);

    private static readonly Lexicon<string> Seasons = new(
    [
        .. Lexicon.Words("SP", "春天 春季"),
        .. Lexicon.Words("SU", "夏天 夏季"),
        .. Lexicon.Words("FA", "秋天 秋季"),
        .. Lexicon.Words("WI", "冬天 冬季"),
    ]);

    private static readonly Lexicon<int> RelativeQuarters = new([.. Lexicon.Words(0, "本季度 这个季度 这季度 本季"), .. Lexicon.Words(1, "下季度 下个季度"), .. Lexicon.Words(-1, "上季度 上个季度")]);

    /// <summary>Reads a part of a year, or of the current month or week.</summary>
    /// <param name="context">The text.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="year">The year that was named, or zero.</param>
    /// <param name="period">What was read.</param>
    /// <param name="end">Position after it.</param>
    public static bool TryRead(in ScanContext context, int at, int year, out DatePeriod period, out int end)
    {
        if (Halves.TryMatch(context.Text, at, out var half, out end))
        {
            var halfYear = year == 0 ? context.Today.Year : year;
            period = Months(halfYear, half == 1 ? 1 : 7, 6);
            return true;
        }

        if (TryReadQuarter(context, at, year, out period, out end) || TryReadSeason(context, at, year, out period, out end))
        {
            return true;
        }

        return year == 0
            ? TryReadShortHalf(context, at, out period, out end)
            : TryReadOrdinalUnit(context, at, year, out period, out end) || TryReadEdge(context, at, year, out period, out end);
    }

    private static bool TryReadShortHalf(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        if (!ShortHalves.TryMatch(context.Text, at, out var half, out end))
        {
            return false;
        }

        var month = new DateTime(context.Today.Year, context.Today.Month, 1);
        var monday = Calendar.MondayOf(context.Today);
        period = half switch
        {
            1 => Days(month, month.AddDays(15)),
            2 => Days(month.AddDays(15), month.AddMonths(1)),
            3 => Days(monday, monday.AddDays(3)),
            _ => Days(monday.AddDays(3), monday.AddDays(7)),
        };
        return true;
    }

    private static bool TryReadQuarter(in ScanContext context, int at, int year, out DatePeriod period, out int end)
    {
        period = default;
        if (year == 0 && RelativeQuarters.TryMatch(context.Text, at, out var offset, out end))
        {
            var start = new DateTime(context.Today.Year, (((context.Today.Month - 1) / 3) * 3) + 1, 1).AddMonths(3 * offset);
            period = Months(start.Year, start.Month, 3);
            return true;
        }

        end = at;
        var isLetter = context.Accept(ref end, "q");
        var isOrdinal = !isLetter && context.Accept(ref end, "第");

        if (SmallNumber.IsNumeral(context.At(end - 1)) || !SmallNumber.TryRead(context.Text, end, 1, 4, out var number) || number.Length != 1)
        {
            return false;
        }

        end = number.End;
        if (isOrdinal)
        {
            // 三个季度 is a length of time.
            context.Accept(ref end, "个");
        }

        if (!isLetter && !context.Accept(ref end, "季度"))
        {
            return false;
        }

        var quarterYear = year == 0 ? context.Today.Year : year;
        period = Months(quarterYear, ((number.Value - 1) * 3) + 1, 3);
        return !char.IsAsciiLetterOrDigit(context.At(end));
    }

    private static bool TryReadSeason(in ScanContext context, int at, int year, out DatePeriod period, out int end)
    {
        period = default;
        if (!Seasons.TryMatch(context.Text, at, out var season, out end))
        {
            return false;
        }

        period = new() { Timex = year == 0 ? season : $"{Timex.Year(year)}-{season}" };
        return true;
    }

    /// <summary>第一周, 第九个月, 最后一个月.</summary>
    private static bool TryReadOrdinalUnit(in ScanContext context, int at, int year, out DatePeriod period, out int end)
    {
        period = default;
        if (!WeekdayReader.TryReadOrdinal(context, at, out var ordinal, out end))
        {
            return false;
        }

        var hasMeasure = context.Accept(ref end, "个");
        if (context.Accept(ref end, "周") || context.Accept(ref end, "星期") || context.Accept(ref end, "礼拜"))
        {
            var monday = ordinal == 0 ? Calendar.MondayOfLastWeek(new DateTime(year + 1, 1, 1)) : Calendar.MondayOfWeek(new DateTime(year, 1, 1), ordinal);
            period = PeriodReader.OfWeek(monday);
            return true;
        }

        if (hasMeasure && context.Accept(ref end, "月") && ordinal <= 12)
        {
            period = PeriodReader.OfMonth(year, ordinal == 0 ? 12 : ordinal);
            return true;
        }

        return false;
    }

    private const decimal LongestSeconds = 366m * 86400;

    /// <summary>前两周, 最后四个月, 前10天.</summary>
    private static bool TryReadEdge(in ScanContext context, int at, int year, out DatePeriod period, out int end)
    {
        period = default;
        end = at;
        var isLast = context.Accept(ref end, "最后") || context.Accept(ref end, "后");
        if (!isLast && !context.Accept(ref end, "前") && !context.Accept(ref end, "头"))
        {
            return false;
        }

        if (!DurationReader.TryRead(context, context.SkipBlanks(end), out var duration, out var units, out end) || units != 1 || duration.HasClockUnits || duration.TotalSeconds > LongestSeconds)
        {
            return false;
        }

        var first = duration.Weeks > 0 ? Calendar.MondayOfWeek(new DateTime(year, 1, 1), 1) : new DateTime(year, 1, 1);
        var last = duration.Weeks > 0 ? Calendar.MondayOfWeek(new DateTime(year + 1, 1, 1), 1) : new DateTime(year + 1, 1, 1);
        var (start, stop) = isLast ? (duration.From(last, -1), last) : (first, duration.From(first, 1));
        period = DatePeriod.Between(Timex.Range(Timex.Date(start), Timex.Date(stop), duration.Timex), PeriodUnit.Other, start, stop);
        return true;
    }

    private static DatePeriod Months(int year, int month, int count)
    {
        var start = new DateTime(year, month, 1);
        var stop = start.AddMonths(count);
        return DatePeriod.Between(Timex.Range(Timex.Date(start), Timex.Date(stop), string.Create(CultureInfo.InvariantCulture, $"P{count}M")), PeriodUnit.Other, start, stop);
    }

    private static DatePeriod Days(DateTime start, DateTime stop) =>
        DatePeriod.Between(Timex.Range(Timex.Date(start), Timex.Date(stop), Timex.Days((stop - start).Days)), PeriodUnit.Other, start, stop);
}
