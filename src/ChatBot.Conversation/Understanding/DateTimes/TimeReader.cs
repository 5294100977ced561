using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads times of day: 下午三点半, 14:30, 8 p.m., 差五分九点, 15时20分.</summary>
internal static class TimeReader
{
    private static readonly Lexicon<DayPart> FullParts = new(
    [
        .. Lexicon.Words(DayPart.Dawn, "凌晨"),
        .. Lexicon.Words(DayPart.Morning, "早上 上午 早晨 清晨 清早 大清早 早间 一大早 大早上 午前"),
        .. Lexicon.Words(DayPart.Noon, "中午 正午 午间 晌午"),
        .. Lexicon.Words(DayPart.Afternoon, "下午 午后"),
        .. Lexicon.Words(DayPart.Evening, "晚上 晚间 夜里 夜晚 傍晚"),
        .. Lexicon.Words(DayPart.Night, "夜间 深夜 半夜 午夜 大半夜"),
        .. Lexicon.Words(DayPart.Daytime, "白天"),
    ]);

    // Only before an hour or after a day: alone they are parts of other words (早饭, 晚礼服).
    private static readonly Lexicon<DayPart> ShortParts = new(
    [
        .. Lexicon.Words(DayPart.Morning, "早 晨 一早 清晨"),
        .. Lexicon.Words(DayPart.Evening, "晚 夜"),
    ]);

    private static readonly Lexicon<bool> Approximations = Lexicon.Set("大约 大概 约 差不多 将近 大致 约莫 快到");
    private static readonly Lexicon<bool> ApproximateEndings = Lexicon.Set("左右 前后 上下");

    // 一点 as "a little", 三点建议 as "three points", 一点都不 and the like.
    private static readonly Lexicon<bool> AfterCountedPoints = Lexicon.Set("建议 意见 要求 原因 内容 体会 感想 看法 说明 问题 想法 希望 感受 评论 儿 也 都 小 不 点 赞");

    public static int SkipApproximation(in ScanContext context, int at) =>
        Approximations.TryMatch(context.Text, at, out _, out var end) ? context.SkipBlanks(end) : at;

    /// <summary>A whole word for a part of the day.</summary>
    public static bool TryReadPart(in ScanContext context, int at, out DayPart part, out int end) =>
        FullParts.TryMatch(context.Text, at, out part, out end);

    /// <summary>A part of the day after a day: also 早 and 晚 alone.</summary>
    public static bool TryReadPartAfterDay(in ScanContext context, int at, out DayPart part, out int end) =>
        TryReadPart(context, at, out part, out end)
        || (ShortParts.TryMatch(context.Text, at, out part, out end) && !context.IsAny(end, "饭餐会点退班礼年"));

    /// <summary>A time with all that belongs to it.</summary>
    /// <param name="context">The text.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="inherited">Part of day named before, which the hour falls into if it names none itself.</param>
    /// <param name="time">The time.</param>
    /// <param name="end">Position after it.</param>
    public static bool TryRead(in ScanContext context, int at, DayPart inherited, out ClockTime time, out int end)
    {
        time = default;
        var position = SkipApproximation(context, at);
        if (TryReadPart(context, position, out var part, out end) || ShortParts.TryMatch(context.Text, position, out part, out end))
        {
            position = context.SkipBlanks(end);
            context.Accept(ref position, "的");
            position = SkipApproximation(context, position);
        }
        else
        {
            part = inherited;
        }

        if (!TryReadClock(context, position, part, out time, out end))
        {
            return false;
        }

        if (ApproximateEndings.TryMatch(context.Text, context.SkipBlanks(end), out _, out var afterEnding))
        {
            end = afterEnding;
        }

        return true;
    }

    private static bool TryReadClock(in ScanContext context, int at, DayPart part, out ClockTime time, out int end)
    {
        time = default;
        if (context.At(at) == '差' && TryReadMinutesTo(context, at + 1, part, out time, out end))
        {
            return true;
        }

        end = at;
        // 周五三点: the numeral before is the weekday's.
        var followsWeekday = context.IsAny(at - 2, "周期拜");
        if ((!followsWeekday && SmallNumber.IsNumeral(context.At(at - 1)) && char.IsAsciiDigit(context.At(at - 1)) == char.IsAsciiDigit(context.At(at))) || (context.IsAny(at - 1, ".:") && SmallNumber.IsNumeral(context.At(at - 2)))
            || context.At(at - 1) == '第' || !SmallNumber.TryRead(context.Text, at, 0, 24, out var hour) || hour.Length > 3)
        {
            return false;
        }

        var next = context.At(hour.End);
        if (next == ':' && hour.Form == NumeralForm.Digits && hour.Length <= 2)
        {
            return TryReadDigital(context, hour, part, out time, out end);
        }

        if (ClockParts.TryReadMeridiem(context, hour.End, out var isAfternoon, out end) && hour.Value <= 12)
        {
            time = ClockTime.Of(hour.Value, -1, -1, isAfternoon ? DayPart.Afternoon : DayPart.Dawn);
            return true;
        }

        return TryReadSpoken(context, hour, part, out time, out end);
    }

    /// <summary>14:30, 11:30:10 p.m.</summary>
    private static bool TryReadDigital(in ScanContext context, SmallNumber hour, DayPart part, out ClockTime time, out int end)
    {
        time = default;
        end = hour.End;
        if (!ClockParts.TryReadTwoDigits(context, hour.End + 1, out var minute))
        {
            return false;
        }

        end = hour.End + 3;
        var second = -1;
        if (context.At(end) == ':' && ClockParts.TryReadTwoDigits(context, end + 1, out second))
        {
            end += 3;
        }

        if (char.IsAsciiDigit(context.At(end)) || (context.At(end) == ':' && char.IsAsciiDigit(context.At(end + 1))))
        {
            return false;
        }

        if (ClockParts.TryReadMeridiem(context, end, out var isAfternoon, out var afterMeridiem))
        {
            part = isAfternoon ? DayPart.Afternoon : DayPart.Dawn;
            end = afterMeridiem;
        }

        time = ClockTime.Of(hour.Value, minute, second, part);
        if (hour.Length == 2 && hour.Value < 10)
        {
            // 08:00 is written by people who count to 24.
            time = time with { IsAmbiguous = false };
        }

        return hour.Value < 24 || minute == 0;
    }

    /// <summary>三点, 15时20分, 八点一刻.</summary>
    private static bool TryReadSpoken(in ScanContext context, SmallNumber hour, DayPart part, out ClockTime time, out int end)
    {
        time = default;
        end = context.SkipBlanks(hour.End);
        var isPoint = context.At(end) == '点';
        if (!isPoint && !(context.At(end) == '时' && !context.IsAny(end + 1, "候间段刻常而期代限差时")))
        {
            return false;
        }

        end++;
        if (isPoint)
        {
            if (IsCountedPoint(context, hour, end, part))
            {
                return false;
            }

            context.Accept(ref end, "钟");
        }

        ClockParts.ReadMinutes(context, ref end, out var minute, out var second);
        time = ClockTime.Of(hour.Value, minute, second, part);
        if (context.StartsWith(end, "差") && ClockParts.TryReadQuantity(context, end + 1, out var missing, out var afterMissing))
        {
            time = Earlier(hour.Value, missing, part);
            end = afterMissing;
        }

        return true;
    }

    private static bool IsCountedPoint(in ScanContext context, SmallNumber hour, int end, DayPart part) =>
        part == DayPart.None
        && (AfterCountedPoints.Matches(context.Text, end)
            || (hour.Value == 1 && hour.Length == 1 && context.IsAny(hour.Start - 1, "早晚快慢有差多少大小好高低这那了"))
            || (context.At(end) is '零' or '两') && !char.IsAsciiDigit(context.At(end + 1)) && SmallNumber.DigitValue(context.At(end + 1)) < 0 && context.At(end + 1) is not '十' and not '分');

    /// <summary>差五分八点.</summary>
    private static bool TryReadMinutesTo(in ScanContext context, int at, DayPart part, out ClockTime time, out int end)
    {
        time = default;
        if (!ClockParts.TryReadQuantity(context, at, out var missing, out end))
        {
            return false;
        }

        if (!context.Accept(ref end, "到"))
        {
            context.Accept(ref end, "不到");
        }

        if (!SmallNumber.TryRead(context.Text, end, 1, 24, out var hour) || context.At(hour.End) != '点')
        {
            return false;
        }

        end = hour.End + 1;
        context.Accept(ref end, "钟");
        time = Earlier(hour.Value, missing, part);
        return true;
    }

    private static ClockTime Earlier(int hour, int minutes, DayPart part) =>
        ClockTime.Of(hour == 1 ? 12 : hour - 1, 60 - minutes, -1, part);
}
