using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads recurrences: 每周, 每两周, 每月十五号, 每周一下午八点, 每天早上.</summary>
internal static class SetReader
{
    private static readonly Lexicon<string> Units = new(
    [
        .. Lexicon.Words("P1D", "天 日"),
        .. Lexicon.Words("P1W", "周 个星期 个礼拜 星期 礼拜"),
        .. Lexicon.Words("P1M", "个月 月"),
        .. Lexicon.Words("P3M", "季度 个季度 季"),
        .. Lexicon.Words("P1Y", "年"),
        .. Lexicon.Words("PT1H", "小时 个小时 个钟头 钟头"),
        .. Lexicon.Words("PT1M", "分钟"),
    ]);

    public static bool TryRead(in ScanContext context, int at, out string timex, out int end)
    {
        timex = "";
        end = at;
        if (!context.Accept(ref end, "每"))
        {
            return false;
        }

        context.Accept(ref end, "隔");
        context.Accept(ref end, "逢");
        var start = end;
        return TryReadWeekly(context, start, out timex, out end)
            || TryReadMonthlyOrYearly(context, start, out timex, out end)
            || TryReadDaily(context, start, out timex, out end)
            || TryReadUnit(context, start, out timex, out end);
    }

    private static bool TryReadWeekly(in ScanContext context, int at, out string timex, out int end)
    {
        timex = "";
        end = at;
        var position = at;
        context.Accept(ref position, "个");
        if (context.Accept(ref position, "周末"))
        {
            (timex, end) = ("XXXX-WXX-WE", position);
            return true;
        }

        if (!WeekdayReader.TryReadName(context, position, out var weekday, out position))
        {
            return false;
        }

        timex = DatePoint.OnWeekday(context.Today, weekday).Timex + TimeAfter(context, ref position);
        end = position;
        return true;
    }

    private static bool TryReadMonthlyOrYearly(in ScanContext context, int at, out string timex, out int end)
    {
        timex = "";
        end = at;
        var position = at;
        var isMonthly = context.Accept(ref position, "个月") || context.Accept(ref position, "月");
        if (!isMonthly && !context.Accept(ref position, "年"))
        {
            return false;
        }

        position = context.SkipBlanks(position);
        context.Accept(ref position, "的");
        if (!DateReader.TryRead(context, position, out var date, out var afterDate) || date.Year > 0 || date.Weekday > 0 || isMonthly != (date.Month == 0) || date.Day == 0)
        {
            return false;
        }

        timex = date.Timex + TimeAfter(context, ref afterDate);
        end = afterDate;
        return true;
    }

    private static bool TryReadDaily(in ScanContext context, int at, out string timex, out int end)
    {
        timex = "";
        end = at;
        var position = at;
        if (!context.Accept(ref position, "天") && !context.Accept(ref position, "日") && !context.IsAny(position, "早晚"))
        {
            return false;
        }

        timex = TimeAfter(context, ref position);
        end = position;
        return timex.Length > 0;
    }

    private static bool TryReadUnit(in ScanContext context, int at, out string timex, out int end)
    {
        if (Units.TryMatch(context.Text, at, out timex!, out end))
        {
            return !context.StartsWith(at, "周年") && !context.IsAny(end, "级");
        }

        timex = "";
        if (!DurationReader.TryRead(context, at, out var duration, out _, out end))
        {
            return false;
        }

        timex = duration.Timex;
        return true;
    }

    /// <summary>The timex of a time or part of day that follows, or nothing.</summary>
    private static string TimeAfter(in ScanContext context, ref int end)
    {
        var position = context.SkipBlanks(end);
        context.Accept(ref position, "的");
        if (TimeReader.TryRead(context, position, DayPart.None, out var time, out var afterTime))
        {
            end = afterTime;
            return time.Timex;
        }

        if (TimeReader.TryReadPartAfterDay(context, position, out var part, out var afterPart))
        {
            end = afterPart;
            return DayParts.Timex(part);
        }

        return "";
    }
}
