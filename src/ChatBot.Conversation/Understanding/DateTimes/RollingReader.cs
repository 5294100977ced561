using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads periods counted from now: 过去三天, 未来两周, 上个小时, 三天内, 还剩五分钟; and lengths and points made of a length: 两小时后.</summary>
internal static class RollingReader
{
    private static readonly Lexicon<int> Directions = new(
    [
        .. Lexicon.Words(-1, "过去 过去的 最近 最近的 近 前 上 上个 此前 之前 以前 往前 刚过去的"),
        .. Lexicon.Words(1, "未来 未来的 接下来 接下来的 今后 今后的 之后 以后 此后 后 下 下个 随后 随后的 往后 将来 这"),
        .. Lexicon.Words(2, "还剩 还剩下"),
    ]);

    private static readonly Lexicon<int> Endings = new(
    [
        .. Lexicon.Words(-1, "前 之前 以前"),
        .. Lexicon.Words(1, "后 之后 以后 过后"),
        .. Lexicon.Words(2, "内 之内 以内"),
    ]);

    public static bool TryRead(in ScanContext context, int at, out DateTimeType type, out List<DateTimeReading> readings, out int end) =>
        TryReadPrefixed(context, at, out type, out readings, out end) || TryReadDuration(context, at, out type, out readings, out end);

    private static bool TryReadPrefixed(in ScanContext context, int at, out DateTimeType type, out List<DateTimeReading> readings, out int end)
    {
        type = default;
        readings = [];
        if (!Directions.TryMatch(context.Text, at, out var direction, out end))
        {
            return false;
        }

        var position = context.SkipBlanks(end);
        if (!DurationReader.TryRead(context, position, out var duration, out var units, out end)
            && !TryReadUnitAlone(context, at, position, out duration, out end))
        {
            return false;
        }

        if (!duration.IsCountable)
        {
            return false;
        }

        // 还剩五分钟 runs from now; 还剩8天20时 is a length.
        if (direction == 2 && (units > 1 || duration.HasDateUnits))
        {
            return false;
        }

        // 这两天 begins today; other words of the present are no periods.
        var isPresent = context.At(at) == '这';
        if (isPresent && (duration.HasClockUnits || duration.Years > 0))
        {
            return false;
        }

        if (duration.HasClockUnits)
        {
            var other = duration.From(context.Reference, direction < 0 ? -1 : 1);
            Moments(context.Reference, other, duration.Timex, out type, out readings);
        }
        else
        {
            var start = direction < 0 || isPresent ? context.Today : context.Today.AddDays(1);
            Days(start, duration.From(start, direction < 0 ? -1 : 1).Date, duration.Timex, out type, out readings);
        }

        return true;
    }

    /// <summary>After 上 or 下: 个小时.</summary>
    private static bool TryReadUnitAlone(in ScanContext context, int at, int position, out DurationParts duration, out int end)
    {
        duration = default;
        end = position;
        if (!context.IsAny(at, "上下"))
        {
            return false;
        }

        context.Accept(ref end, "个");
        if (context.Accept(ref end, "小时") || context.Accept(ref end, "钟头"))
        {
            duration.Add(DurationUnit.Hour, 1);
            return true;
        }

        return false;
    }

    private static bool TryReadDuration(in ScanContext context, int at, out DateTimeType type, out List<DateTimeReading> readings, out int end)
    {
        type = default;
        readings = [];
        if (!DurationReader.TryRead(context, at, out var duration, out _, out end))
        {
            return false;
        }

        var afterDuration = context.SkipBlanks(end);
        if (!duration.IsCountable || !Endings.TryMatch(context.Text, afterDuration, out var ending, out var afterEnding)
            || (afterEnding - afterDuration == 1 && context.IsAny(afterEnding, ending < 0 ? "面台提往后" : ending == 1 ? "面台续来天" : "容部")))
        {
            type = DateTimeType.Duration;
            readings = [new(duration.Timex, type) { Duration = duration.Total }];
            return true;
        }

        end = afterEnding;
        var other = duration.From(context.Reference, ending < 0 ? -1 : 1);
        if (ending == 2)
        {
            if (duration.HasClockUnits)
            {
                Moments(context.Reference, other, duration.Timex, out type, out readings);
            }
            else
            {
                Days(context.Today, other.Date, duration.Timex, out type, out readings);
            }

            return true;
        }

        type = duration.HasClockUnits ? DateTimeType.DateTime : DateTimeType.Date;
        readings = [new(Timex.Date(other), type) { Point = duration.HasClockUnits ? other : other.Date }];
        return true;
    }

    private static void Days(DateTime one, DateTime other, string length, out DateTimeType type, out List<DateTimeReading> readings)
    {
        var (start, end) = one <= other ? (one, other) : (other, one);
        type = DateTimeType.DateRange;
        readings = [new(Timex.Range(Timex.Date(start), Timex.Date(end), length), type) { Start = start, End = end }];
    }

    private static void Moments(DateTime one, DateTime other, string length, out DateTimeType type, out List<DateTimeReading> readings)
    {
        var (start, end) = one <= other ? (one, other) : (other, one);
        type = DateTimeType.DateTimeRange;
        readings = [new(Timex.Range(Timex.Moment(start), Timex.Moment(end), length), type) { Start = start, End = end }];
    }
}
