using System.Diagnostics.CodeAnalysis;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads a day, a time, both together, a period, or a word for this moment.</summary>
internal static class OperandReader
{
    private static readonly Lexicon<string> Moments = new(
    [
        .. Lexicon.Words("PRESENT_REF", "现在 此刻 此时此刻 眼下"),
        .. Lexicon.Words("FUTURE_REF", "马上 立刻 立即"),
        .. Lexicon.Words("PAST_REF", "刚才 刚刚 刚刚才"),
    ]);

    // A day and a part of it in one word: 今晚, 明早.
    private static readonly Lexicon<(int Day, DayPart Part)> DaysWithPart = new(
    [
        ("今早", (0, DayPart.Morning)), ("今晨", (0, DayPart.Morning)), ("今晚", (0, DayPart.Evening)), ("今夜", (0, DayPart.Evening)),
        ("明早", (1, DayPart.Morning)), ("明晨", (1, DayPart.Morning)), ("明晚", (1, DayPart.Evening)), ("明夜", (1, DayPart.Evening)),
        ("昨早", (-1, DayPart.Morning)), ("昨晨", (-1, DayPart.Morning)), ("昨晚", (-1, DayPart.Evening)), ("昨夜", (-1, DayPart.Evening)),
        ("当晚", (0, DayPart.Evening)), ("次晨", (1, DayPart.Morning)), ("后晚", (2, DayPart.Evening)), ("前晚", (-2, DayPart.Evening)),
    ]);

    private static readonly Lexicon<int> AgoOrLater = new([.. Lexicon.Words(-1, "前 之前 以前"), .. Lexicon.Words(1, "后 之后 以后 过后")]);

    public static bool TryRead(in ScanContext context, int at, [NotNullWhen(true)] out Operand? operand) =>
        TryRead(context, at, DayPart.None, out operand);

    /// <summary>Reads the second end of a range: what it leaves out is taken from the first.</summary>
    public static bool TryReadSecond(in ScanContext context, int at, Operand first, [NotNullWhen(true)] out Operand? operand)
    {
        if (!TryRead(context, at, first.PartForNext, out operand))
        {
            return TryReadBareWeekday(context, at, first, out operand);
        }

        if (operand.HasDate)
        {
            operand.Date = Complete(context, operand.Date, first);
        }
        else if (operand is { HasPeriod: true, Period: { Unit: PeriodUnit.Month, Year: 0 } } && first.Period.Year > 0)
        {
            var month = operand.Period.Month;
            operand.Period = PeriodReader.OfMonth(first.Period.Year + (month < first.Period.Month ? 1 : 0), month);
        }

        return true;
    }

    private static bool TryRead(in ScanContext context, int at, DayPart inherited, [NotNullWhen(true)] out Operand? operand)
    {
        if (Moments.TryMatch(context.Text, at, out var moment, out var end))
        {
            operand = new() { Now = moment, End = end };
            return true;
        }

        if (DaysWithPart.TryMatch(context.Text, at, out var dayWithPart, out end))
        {
            operand = new() { HasDate = true, Date = DatePoint.On(context.Today.AddDays(dayWithPart.Day)), Part = dayWithPart.Part, End = end };
            ReadTimeAfter(context, operand, operand.Part);
            return true;
        }

        if (TryReadDay(context, at, out var date, out end))
        {
            operand = new() { HasDate = true, Date = date, End = SkipNamedWeekday(context, end, date) };
            ReadTimeAfter(context, operand, DayPart.None);
            return true;
        }

        return TryReadTime(context, at, inherited, out operand) || TryReadPeriod(context, at, out operand);
    }

    private static bool TryReadDay(in ScanContext context, int at, out DatePoint date, out int end)
    {
        if (DateReader.TryRead(context, at, out date, out end) || BareNumberReader.TryReadDay(context, at, out date, out end))
        {
            return true;
        }

        if (DurationReader.TryRead(context, at, out var duration, out _, out var afterDuration) && duration is { HasDateUnits: true, HasClockUnits: false, IsCountable: true }
            && AgoOrLater.TryMatch(context.Text, context.SkipBlanks(afterDuration), out var sign, out end))
        {
            date = DatePoint.On(duration.From(context.Today, sign).Date);
            return true;
        }

        date = default;
        return false;
    }

    private static bool TryReadTime(in ScanContext context, int at, DayPart inherited, [NotNullWhen(true)] out Operand? operand)
    {
        if (TimeReader.TryRead(context, at, inherited, out var time, out var end) || BareNumberReader.TryReadHour(context, at, inherited, out time, out end))
        {
            operand = new Operand().At(time, end);
            return true;
        }

        if (!TimeReader.TryReadPart(context, at, out var part, out end))
        {
            operand = null;
            return false;
        }

        operand = new() { Part = part, End = end };
        if (BareNumberReader.TryReadHour(context, end, part, out time, out end))
        {
            operand.At(time, end);
        }

        return true;
    }

    private static bool TryReadPeriod(in ScanContext context, int at, [NotNullWhen(true)] out Operand? operand)
    {
        operand = PeriodReader.TryRead(context, at, out var period, out var end) || BareNumberReader.TryReadPeriod(context, at, out period, out end)
            ? new() { HasPeriod = true, Period = period, End = end }
            : null;
        return operand is not null;
    }

    /// <summary>After a day: 下午三点, 的晚上, 早, 14:00.</summary>
    private static void ReadTimeAfter(in ScanContext context, Operand operand, DayPart part)
    {
        var position = context.SkipBlanks(operand.End);
        if (context.IsAny(position, ",的"))
        {
            position = context.SkipBlanks(position + 1);
        }
        else if (context.At(position) == 't' && char.IsAsciiDigit(context.At(position + 1)))
        {
            position++;
        }

        if (TimeReader.TryRead(context, position, part, out var time, out var end) || BareNumberReader.TryReadHour(context, position, part, out time, out end))
        {
            operand.At(time, end);
        }
        else if (TimeReader.TryReadPartAfterDay(context, position, out var dayPart, out end))
        {
            (operand.Part, operand.End) = (dayPart, end);
            if (BareNumberReader.TryReadHour(context, end, dayPart, out time, out end))
            {
                operand.At(time, end);
            }
        }
    }

    /// <summary>2009年10月12号,星期一: the date decides, the weekday belongs to it.</summary>
    private static int SkipNamedWeekday(in ScanContext context, int end, DatePoint date)
    {
        if (date.Weekday > 0)
        {
            return end;
        }

        var position = context.SkipBlanks(end);
        var closing = '\0';
        if (context.At(position) is ',' or '(' or '[' or '、')
        {
            closing = context.At(position) switch { '(' => ')', '[' => ']', _ => '\0' };
            position = context.SkipBlanks(position + 1);
        }

        if (!WeekdayReader.TryReadName(context, position, out var weekday, out var afterName)
            || (closing == '\0' && date.Exists && Calendar.WeekdayOf(date.Future) != weekday && Calendar.WeekdayOf(date.Past) != weekday))
        {
            return end;
        }

        return closing != '\0' ? (context.At(afterName) == closing ? afterName + 1 : end) : afterName;
    }

    /// <summary>周一至五.</summary>
    private static bool TryReadBareWeekday(in ScanContext context, int at, Operand first, [NotNullWhen(true)] out Operand? operand)
    {
        operand = null;
        var weekday = WeekdayReader.WeekdayValue(context.At(at));
        if (first.Date.Weekday == 0 || first.HasTime || weekday == 0 || (SmallNumber.IsNumeral(context.At(at + 1)) && !context.StartsWith(at + 1, "两天")) || context.IsAny(at + 1, "点月号日个次人时:"))
        {
            return false;
        }

        operand = new() { HasDate = true, Date = Complete(context, DatePoint.OnWeekday(context.Today, weekday), first), End = at + 1 };
        return true;
    }

    private static DatePoint Complete(in ScanContext context, DatePoint date, Operand first)
    {
        if (!first.HasDate)
        {
            return date;
        }

        if (date is { Weekday: > 0, Week: null } && first.Date.Week is { } monday)
        {
            return WeekdayReader.InWeek(date.Weekday < first.Date.Weekday ? monday.AddDays(7) : monday, date.Weekday);
        }

        if (!first.Date.IsCalendarDay || date.Year > 0 || date.Day == 0)
        {
            return date;
        }

        var month = date.Month > 0 ? date.Month : first.Date.Month;
        var year = first.Date.Year;
        if (date.Month == 0 && date.Day < first.Date.Day)
        {
            month = month == 12 ? 1 : month + 1;
        }

        if (year > 0)
        {
            return DatePoint.Of(month < first.Date.Month ? year + 1 : year, month, date.Day);
        }

        return date.Month > 0 ? date : DatePoint.Of(context.Today, month, date.Day);
    }
}
