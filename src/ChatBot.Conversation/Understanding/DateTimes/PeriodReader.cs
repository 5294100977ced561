using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads calendar periods: 下周, 周末, 三月, 2018年10月, 去年上半年, 第三季度, 十月的第一周.</summary>
internal static class PeriodReader
{
    private static readonly Lexicon<int> RelativeMonths = new(
    [
        .. Lexicon.Words(0, "本月 这个月 这月 当月 本月份 这个月份"),
        .. Lexicon.Words(1, "下月 下个月 下一个月 下月份 下个月份"),
        .. Lexicon.Words(2, "下下个月 下下月"),
        .. Lexicon.Words(-1, "上月 上个月 上一个月 上月份 上个月份"),
        .. Lexicon.Words(-2, "上上个月 上上月"),
    ]);

    /// <summary>本月, 下个月: the first day of that month.</summary>
    public static bool TryReadRelativeMonth(in ScanContext context, int at, out DateTime start, out int end)
    {
        start = default;
        if (!RelativeMonths.TryMatch(context.Text, at, out var offset, out end))
        {
            return false;
        }

        start = new DateTime(context.Today.Year, context.Today.Month, 1).AddMonths(offset);
        return true;
    }

    public static bool TryRead(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        if (TryReadDayPair(context, at, out period, out end) || TryReadWeek(context, at, out period, out end) || LongPeriodReader.TryRead(context, at, out period, out end))
        {
            return true;
        }

        if (NumericDateReader.TryReadYearMonth(context, at, out period, out end))
        {
            return true;
        }

        if (YearReader.TryRead(context, at, out var year, out var afterYear, out var isAlsoDuration))
        {
            if (TryReadWithinYear(context, afterYear, year, out period, out end))
            {
                return true;
            }

            end = afterYear;
            period = OfYear(year);
            return !isAlsoDuration || (char.IsAsciiDigit(context.At(at)) && context.IsAny(end, "底初末"));
        }

        if (TryReadRelativeMonth(context, at, out var start, out end))
        {
            period = OfMonth(start.Year, start.Month);
            ReadWithinMonth(context, ref period, ref end);
            return true;
        }

        if (!SmallNumber.IsNumeral(context.At(at - 1)) && context.At(at - 1) != '第' && DateReader.TryReadMonthNumber(context, at, out var month, out end))
        {
            period = OfMonth(context.Today, month);
            ReadWithinMonth(context, ref period, ref end);
            return true;
        }

        return PartOfYearReader.TryRead(context, at, 0, out period, out end);
    }

    public static DatePeriod OfYear(int year) =>
        DatePeriod.Between(Timex.Year(year), PeriodUnit.Year, new DateTime(year, 1, 1), year < 9999 ? new DateTime(year + 1, 1, 1) : DateTime.MaxValue.Date);

    public static DatePeriod OfMonth(int year, int month)
    {
        var start = new DateTime(year, month, 1);
        return DatePeriod.Between(Timex.Month(year, month), PeriodUnit.Month, start, start.AddMonths(1));
    }

    /// <summary>A month of any year: the last one (never the current month) and the coming one.</summary>
    public static DatePeriod OfMonth(DateTime today, int month)
    {
        var past = new DateTime(today.Year - (month >= today.Month ? 1 : 0), month, 1);
        var future = new DateTime(today.Year + (month < today.Month ? 1 : 0), month, 1);
        return new()
        {
            Timex = Timex.Month(0, month),
            Unit = PeriodUnit.Month,
            Month = month,
            PastStart = past,
            PastEnd = past.AddMonths(1),
            FutureStart = future,
            FutureEnd = future.AddMonths(1),
            IsResolved = true,
        };
    }

    public static DatePeriod OfWeek(DateTime monday) =>
        DatePeriod.Between(Calendar.WeekTimex(monday), PeriodUnit.Week, monday, monday.AddDays(7));

    // First day from today, and how many.
    private static readonly Lexicon<(int First, int Count)> DayPairs = new(
    [
        .. Lexicon.Words((0, 2), "今明两天 今明 今明天 今明两日"),
        .. Lexicon.Words((1, 2), "明后天 明后两天 明后两日"),
        .. Lexicon.Words((-1, 2), "昨今两天 昨天今天"),
        .. Lexicon.Words((-2, 2), "前昨两天"),
        .. Lexicon.Words((0, 3), "今明后三天"),
    ]);

    /// <summary>明后天, 今明两天.</summary>
    private static bool TryReadDayPair(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        if (!DayPairs.TryMatch(context.Text, at, out var days, out end) || context.At(end) == '年')
        {
            return false;
        }

        var start = context.Today.AddDays(days.First);
        var stop = start.AddDays(days.Count);
        period = DatePeriod.Between(Timex.Range(Timex.Date(start), Timex.Date(stop), Timex.Days(days.Count)), PeriodUnit.Other, start, stop);
        return true;
    }

    /// <summary>下周, 这个周末, 周末, 下半周.</summary>
    private static bool TryReadWeek(in ScanContext context, int at, out DatePeriod period, out int end)
    {
        period = default;
        var hasOffset = WeekdayReader.TryReadWeekOffset(context, at, out var weeks, out end);
        var monday = Calendar.MondayOf(context.Today).AddDays(7 * weeks);
        if (context.Accept(ref end, "周末") || context.Accept(ref end, "周六日") || context.Accept(ref end, "周六周日"))
        {
            period = DatePeriod.Between(Calendar.WeekTimex(monday) + "-WE", PeriodUnit.Weekend, monday.AddDays(5), monday.AddDays(7));
            return true;
        }

        if (hasOffset)
        {
            var isWeek = context.Accept(ref end, "周") || context.Accept(ref end, "星期") || context.Accept(ref end, "礼拜");
            period = OfWeek(monday);
            return isWeek && !context.IsAny(end, "期年围");
        }

        return false;
    }

    private static bool TryReadWithinYear(in ScanContext context, int at, int year, out DatePeriod period, out int end)
    {
        var position = context.SkipBlanks(at);
        if (context.Accept(ref position, "的"))
        {
            position = context.SkipBlanks(position);
        }

        if (DateReader.TryReadMonthNumber(context, position, out var month, out end))
        {
            period = OfMonth(year, month);
            ReadWithinMonth(context, ref period, ref end);
            return true;
        }

        return PartOfYearReader.TryRead(context, position, year, out period, out end);
    }

    /// <summary>After a month: 第一周, 上旬, 下半月, 底.</summary>
    private static void ReadWithinMonth(in ScanContext context, ref DatePeriod period, ref int end)
    {
        var position = context.SkipBlanks(end);
        context.Accept(ref position, "的");
        if (WeekdayReader.TryReadOrdinal(context, position, out var ordinal, out var afterOrdinal))
        {
            context.Accept(ref afterOrdinal, "个");
            if ((context.Accept(ref afterOrdinal, "周") || context.Accept(ref afterOrdinal, "星期") || context.Accept(ref afterOrdinal, "礼拜"))
                && !context.IsAny(afterOrdinal, "一二三四五六日天末"))
            {
                period = WeekOfMonth(period, ordinal);
                end = afterOrdinal;
            }

            return;
        }

        if (DaysOfMonth.TryMatch(context.Text, position, out var days, out var afterDays))
        {
            period = period with
            {
                Timex = period.Timex,
                Unit = PeriodUnit.Other,
                PastStart = FirstDay(period.PastStart, days.First),
                PastEnd = EndOf(period.PastStart, period.PastEnd, days.Last),
                FutureStart = FirstDay(period.FutureStart, days.First),
                FutureEnd = EndOf(period.FutureStart, period.FutureEnd, days.Last),
            };
            end = afterDays;
        }
    }

    // First and last day; zero stands for the end of the month.
    private static readonly Lexicon<(int First, int Last)> DaysOfMonth = new(
    [
        .. Lexicon.Words((1, 10), "上旬 初"),
        .. Lexicon.Words((11, 20), "中旬 中"),
        .. Lexicon.Words((21, 0), "下旬 底 末"),
        .. Lexicon.Words((1, 15), "上半月"),
        .. Lexicon.Words((16, 0), "下半月"),
    ]);

    private static DateTime FirstDay(DateTime month, int day) => month.AddDays(day - 1);

    private static DateTime EndOf(DateTime month, DateTime nextMonth, int lastDay) => lastDay == 0 ? nextMonth : month.AddDays(lastDay);

    private static DatePeriod WeekOfMonth(DatePeriod month, int ordinal)
    {
        var past = ordinal == 0 ? Calendar.MondayOfLastWeek(month.PastEnd) : Calendar.MondayOfWeek(month.PastStart, ordinal);
        var future = ordinal == 0 ? Calendar.MondayOfLastWeek(month.FutureEnd) : Calendar.MondayOfWeek(month.FutureStart, ordinal);
        return month with
        {
            Timex = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{month.Timex}-W{(ordinal == 0 ? 5 : ordinal):D2}"),
            Unit = PeriodUnit.Week,
            Month = 0,
            PastStart = past,
            PastEnd = past.AddDays(7),
            FutureStart = future,
            FutureEnd = future.AddDays(7),
        };
    }
}
