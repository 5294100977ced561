using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>
/// Finds dates, times, ranges, lengths of time and recurrences in Chinese text and resolves them against the time at which the text was said.
/// Stateless and safe for concurrent use.
/// </summary>
/// <remarks>
/// The text is normalised (half-width, simplified), then read from left to right: at each position that can begin an expression the readers
/// try operands (day, time, period), join two of them to a range, bound one with 之前 or 起, or read a length of time. The longest
/// combination wins; what it covers is not read again.
/// </remarks>
public static class DateTimeRecognizer
{
    private const int MostNumerals = 24;

    private static readonly SearchValues<char> Beginnings = SearchValues.Create(
        "0123456789零〇○一二三四五六七八九十两幺俩仨壹贰叁肆伍陆柒捌玖拾廿卅百千半" +
        "今明昨后前大次翌当本这下上周星礼去来年正腊农阴公元妇女母父感春除清寒端七中重圣平万光双国建教儿青劳愚情植地世" +
        "早晨凌午晌傍晚夜深白一现此眼马立刚从自每过未最近接往随将还之以夏秋冬第q贞永开天太庆熙宣绍至洪乐德景成弘嘉隆泰启崇顺康雍乾道咸同光民首约差快新=");

    /// <summary>Finds all expressions in a text.</summary>
    /// <param name="input">The text as typed.</param>
    /// <param name="reference">Local time at which it was said; the first of January 2000 counts where it is unknown, as the answer then should not depend on it.</param>
    /// <param name="allowDottedDates">Whether 3.18 is a day. Off by default, as it may be a decimal.</param>
    public static IReadOnlyList<DateTimeEntity> Recognize(string input, DateTime? reference, bool allowDottedDates = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Recognize(NormalizedText.From(input), reference ?? new DateTime(2000, 1, 1), allowDottedDates);
    }

    internal static List<DateTimeEntity> Recognize(NormalizedText text, DateTime reference, bool allowDottedDates)
    {
        // Room for a few centuries on either side.
        if (reference.Year is < 1000 or > 9000)
        {
            throw new ArgumentOutOfRangeException(nameof(reference), reference, "The reference time must lie between the years 1000 and 9000.");
        }

        var context = new ScanContext(text.Plain, reference, allowDottedDates);
        var entities = new List<DateTimeEntity>();
        var at = 0;
        while (at < context.Text.Length)
        {
            var skip = context.Text[at..].IndexOfAny(Beginnings);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            if (TryReadEntity(context, text.Surface, at, out var entity))
            {
                entities.Add(entity);
                at = entity.End;
            }
            else
            {
                at = AfterFailure(context, at);
            }
        }

        return entities;
    }

    private static bool TryReadEntity(in ScanContext context, string surface, int at, [NotNullWhen(true)] out DateTimeEntity? entity)
    {
        if (SetReader.TryRead(context, at, out var timex, out var end))
        {
            entity = Entity(surface, at, end, DateTimeType.Set, [new(timex, DateTimeType.Set)]);
            return true;
        }

        if (TryReadFrom(context, surface, at, out entity) || TryReadOperand(context, surface, at, at, out entity))
        {
            return true;
        }

        if (RollingReader.TryRead(context, at, out var type, out var readings, out end))
        {
            entity = Entity(surface, at, end, type, readings);
            return true;
        }

        entity = null;
        return false;
    }

    /// <summary>从…到…, 自…起.</summary>
    private static bool TryReadFrom(in ScanContext context, string surface, int at, [NotNullWhen(true)] out DateTimeEntity? entity)
    {
        entity = null;
        var position = at;
        if (context.Accept(ref position, "从"))
        {
            return OperandReader.TryRead(context, context.SkipBlanks(position), out var first) && TryReadRange(context, surface, at, first, out entity);
        }

        if (!RangeReader.TryReadSinceWord(context, at, out position) || !OperandReader.TryRead(context, context.SkipBlanks(position), out var operand))
        {
            return false;
        }

        if (TryReadRange(context, surface, at, operand, out entity))
        {
            return true;
        }

        var end = operand.End;
        if (RangeReader.TryReadBound(context, end, isTime: false, out var modifier, out var afterBound) && modifier == DateTimeModifier.Since)
        {
            end = afterBound;
        }

        var (type, readings) = Resolution.Of(operand, context.Reference);
        (type, readings) = Resolution.Bound(type, readings, DateTimeModifier.Since);
        entity = Entity(surface, at, end, type, readings);
        return true;
    }

    private static bool TryReadOperand(in ScanContext context, string surface, int start, int at, [NotNullWhen(true)] out DateTimeEntity? entity)
    {
        if (context.At(at) == '=' && context.At(context.SkipBlanks(at + 1)) is '1' or '2')
        {
            at = context.SkipBlanks(at + 1);
        }

        if (!OperandReader.TryRead(context, at, out var operand))
        {
            entity = null;
            return false;
        }

        if (TryReadRange(context, surface, start, operand, out entity))
        {
            return true;
        }

        var end = operand.End;
        var (type, readings) = Resolution.Of(operand, context.Reference);
        if (operand.Now is null && RangeReader.TryReadBound(context, end, operand.HasTime || operand.Part != DayPart.None, out var modifier, out var afterBound))
        {
            if (modifier == DateTimeModifier.After && TryReadUpTo(context, surface, start, operand, afterBound, out entity))
            {
                return true;
            }

            (type, readings) = Resolution.Bound(type, readings, modifier);
            end = afterBound;
        }

        entity = Entity(surface, start, end, type, readings);
        return true;
    }

    private static bool TryReadRange(in ScanContext context, string surface, int start, Operand first, [NotNullWhen(true)] out DateTimeEntity? entity)
    {
        entity = null;
        var needsBetween = false;
        var afterConnector = first.End;
        var isPair = first is { HasDate: true, HasTime: false } && WeekdayReader.IsNextDayToo(context, first.End, first.Date.Weekday);
        if ((!isPair && !RangeReader.TryReadConnector(context, first.End, out afterConnector, out needsBetween))
            || !OperandReader.TryReadSecond(context, afterConnector, first, out var second))
        {
            return false;
        }

        var end = second.End;
        if (needsBetween && !RangeReader.TryReadBetween(context, end, out end))
        {
            return false;
        }

        if (RangeResolution.Between(first, second, context.Reference) is not var (type, readings))
        {
            return false;
        }

        entity = Entity(surface, start, end, type, readings);
        return true;
    }

    /// <summary>2010年之后2018年之前: two bounds of one range.</summary>
    private static bool TryReadUpTo(in ScanContext context, string surface, int start, Operand first, int at, [NotNullWhen(true)] out DateTimeEntity? entity)
    {
        entity = null;
        if (!OperandReader.TryRead(context, context.SkipBlanks(at), out var second)
            || !RangeReader.TryReadBound(context, second.End, isTime: false, out var modifier, out var end) || modifier != DateTimeModifier.Before
            || RangeResolution.Between(first, second, context.Reference) is not var (type, readings))
        {
            return false;
        }

        entity = Entity(surface, start, end, type, readings);
        return true;
    }

    private static DateTimeEntity Entity(string surface, int start, int end, DateTimeType type, IReadOnlyList<DateTimeReading> readings) =>
        new(surface[start..end], start, end - start, type, readings);

    /// <summary>
    /// A number that begins no expression is passed as a whole, so that its tail is not read as one. Of Chinese numerals, whose tail may
    /// be one (三月 in 二三月), no more are read again than any expression begins with.
    /// </summary>
    private static int AfterFailure(in ScanContext context, int at)
    {
        if (!char.IsAsciiDigit(context.At(at)))
        {
            var end = at;
            while (SmallNumber.IsNumeral(context.At(end)))
            {
                end++;
            }

            return Math.Max(at + 1, end - MostNumerals);
        }

        while (char.IsAsciiDigit(context.At(at)))
        {
            at++;
        }

        return at;
    }
}
