using System.Globalization;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Resolves two operands to a range.</summary>
internal static class RangeResolution
{
    /// <summary>The range from one operand to the other, or null where the two do not belong together.</summary>
    public static (DateTimeType Type, List<DateTimeReading> Readings)? Between(Operand first, Operand second, DateTime reference)
    {
        if (first.Now is not null)
        {
            return FromNow(second, reference);
        }

        if (second.Now is not null)
        {
            return null;
        }

        if (first.IsCalendarOnly && second.IsCalendarOnly)
        {
            return BetweenDays(first, second);
        }

        if (!first.HasDate && !second.HasDate)
        {
            return first.HasPeriod || second.HasPeriod ? null : BetweenTimes(first, second, reference.Date);
        }

        return BetweenMoments(first, second, reference);
    }

    private static (DateTimeType, List<DateTimeReading>)? BetweenDays(Operand first, Operand second)
    {
        var (pastStart, futureStart, startTimex) = Days(first);
        var (pastEnd, futureEnd, endTimex) = Days(second);
        if ((first.HasDate && !first.Date.Exists) || (second.HasDate && !second.Date.Exists))
        {
            return (DateTimeType.DateRange, [new(Timex.Range(startTimex, endTimex, "PXD"), DateTimeType.DateRange)]);
        }

        if (futureStart > futureEnd)
        {
            futureStart = pastStart;
        }

        if (pastEnd < pastStart)
        {
            pastEnd = futureEnd;
        }

        // 2月29日 to 3月1日: both ends of the past reading lie in the leap year.
        if (pastStart != futureStart && second is { HasDate: true, Date: { Year: 0, IsCalendarDay: true, Month: > 0 } } && Calendar.IsDate(pastStart.Year, second.Date.Month, second.Date.Day))
        {
            var sameYear = new DateTime(pastStart.Year, second.Date.Month, second.Date.Day);
            pastEnd = sameYear >= pastStart && sameYear < pastEnd ? sameYear : pastEnd;
        }

        if (futureStart > futureEnd)
        {
            return null;
        }

        var timex = Timex.Range(startTimex, endTimex, Length(first, second, futureStart, futureEnd));
        var future = new DateTimeReading(timex, DateTimeType.DateRange) { Start = futureStart, End = futureEnd, LastDay = LastDay(second, futureEnd) };
        return (DateTimeType.DateRange, (pastStart == futureStart && pastEnd == futureEnd) || pastStart > pastEnd
            ? [future]
            : [future with { Start = pastStart, End = pastEnd, LastDay = LastDay(second, pastEnd) }, future]);
    }

    private static DateTime LastDay(Operand last, DateTime end) =>
        last.HasPeriod ? end + (last.Period.FutureEnd - last.Period.FutureStart) - TimeSpan.FromDays(1) : end;

    private static string Length(Operand first, Operand second, DateTime start, DateTime end)
    {
        if (first.HasPeriod && second.HasPeriod)
        {
            var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
            if (first.Period.Unit == PeriodUnit.Year && second.Period.Unit == PeriodUnit.Year)
            {
                return string.Create(CultureInfo.InvariantCulture, $"P{months / 12}Y");
            }

            if (first.Period.Unit == PeriodUnit.Month && second.Period.Unit == PeriodUnit.Month)
            {
                return string.Create(CultureInfo.InvariantCulture, $"P{months}M");
            }
        }

        return Timex.Days((end - start).Days);
    }

    private static (DateTime Past, DateTime Future, string Timex) Days(Operand operand)
    {
        if (operand.HasDate)
        {
            return (operand.Date.Past, operand.Date.Future, operand.Date.Timex);
        }

        var period = operand.Period;
        var timex = period.Unit == PeriodUnit.Month && period.Year == 0 ? Timex.Date(0, period.Month, 1) : Timex.Date(period.FutureStart);
        return (period.PastStart, period.FutureStart, timex);
    }

    private static (DateTimeType, List<DateTimeReading>)? BetweenTimes(Operand first, Operand second, DateTime day)
    {
        var pairs = TimePairs(first, second);
        var readings = new List<DateTimeReading>(pairs.Length);
        foreach (var (start, end, startTimex, endTimex) in pairs)
        {
            readings.Add(new(Timex.Range(startTimex, endTimex, Timex.Length(end - start)), DateTimeType.TimeRange) { Start = day + start, End = day + end });
        }

        return (DateTimeType.TimeRange, readings);
    }

    private static (DateTimeType, List<DateTimeReading>)? BetweenMoments(Operand first, Operand second, DateTime reference)
    {
        if (first.HasPeriod || second.HasPeriod || (second.HasDate && !first.HasDate && !first.HasTime) || (first.HasDate && !first.Date.Exists) || (second.HasDate && !second.Date.Exists))
        {
            return null;
        }

        if (!second.HasDate)
        {
            return first.HasTime || first.Part != DayPart.None ? WithinOneDay(first, second) : null;
        }

        // Two dated ends are not doubled: the coming reading alone.
        var date = first.HasDate ? first.Date : DatePoint.On(reference.Date);
        var (startTime, _, startTimex, _) = Times(first)[0];
        var (_, endTime, _, endTimex) = Times(second)[0];
        var start = date.Future + startTime;
        var end = second.Date.Future + endTime;
        if (end < start)
        {
            start = date.Past + startTime;
        }

        return end < start ? null : (DateTimeType.DateTimeRange,
        [
            new(Timex.Range(date.Timex + startTimex, second.Date.Timex + endTimex, Timex.Length(end - start)), DateTimeType.DateTimeRange) { Start = start, End = end },
        ]);
    }

    private static (DateTimeType, List<DateTimeReading>)? WithinOneDay(Operand first, Operand second)
    {
        var date = first.Date;
        var pairs = TimePairs(first, second);
        var readings = new List<DateTimeReading>(4);
        Add(date.Past);
        if (date.Past != date.Future)
        {
            Add(date.Future);
        }

        return (DateTimeType.DateTimeRange, readings);

        void Add(DateTime day)
        {
            foreach (var (start, end, startTimex, endTimex) in pairs)
            {
                readings.Add(new(Timex.Range(date.Timex + startTimex, date.Timex + endTimex, Timex.Length(end - start)), DateTimeType.DateTimeRange)
                {
                    Start = day + start,
                    End = day + end,
                });
            }
        }
    }

    /// <summary>From now to a time: the next one.</summary>
    private static (DateTimeType, List<DateTimeReading>)? FromNow(Operand second, DateTime reference)
    {
        if (second.Now is not null || second.HasPeriod || (second.HasDate && !second.Date.Exists))
        {
            return null;
        }

        var day = second.HasDate ? second.Date.Future : reference.Date;
        var dayTimex = second.HasDate ? second.Date.Timex : Timex.Date(day);
        var (_, endTime, _, endTimex) = Times(second)[0];
        if (day + endTime <= reference && second is { HasTime: true, Time.IsAmbiguous: true })
        {
            (endTime, endTimex) = (second.Time.Twin.TimeOfDay, second.Time.Twin.Timex);
        }

        if (day + endTime <= reference && !second.HasDate)
        {
            day = day.AddDays(1);
            dayTimex = Timex.Date(day);
        }

        var end = day + endTime;
        return end <= reference ? null : (DateTimeType.DateTimeRange,
        [
            new(Timex.Range("PRESENT_REF", dayTimex + endTimex, Timex.Length(end - reference)), DateTimeType.DateTimeRange) { Start = reference, End = end },
        ]);
    }

    private static (TimeSpan Start, TimeSpan End, string StartTimex, string EndTimex)[] Times(Operand operand)
    {
        if (operand.HasTime)
        {
            return [(operand.Time.TimeOfDay, operand.Time.TimeOfDay, operand.Time.Timex, operand.Time.Timex)];
        }

        if (operand.Part == DayPart.None)
        {
            return [(TimeSpan.Zero, TimeSpan.FromDays(1), "", "")];
        }

        var (start, end) = DayParts.Hours(operand.Part);
        return [(start, end, DayParts.Timex(operand.Part), DayParts.Timex(operand.Part))];
    }

    private static (TimeSpan Start, TimeSpan End, string StartTimex, string EndTimex)[] TimePairs(Operand first, Operand second)
    {
        if (!first.HasTime || !second.HasTime)
        {
            var from = Times(first)[0];
            var to = Times(second)[0];
            return [(from.Start, to.End <= from.Start ? to.End + TimeSpan.FromHours(12) : to.End, from.StartTimex, to.EndTimex)];
        }

        var morning = Pair(first.Time, second.Time);
        if (!first.Time.IsAmbiguous || !second.Time.IsAmbiguous)
        {
            return [morning];
        }

        return [morning, Pair(first.Time.Twin, second.Time)];
    }

    /// <summary>Takes the first reading of the end that comes after the start, over midnight if need be.</summary>
    private static (TimeSpan Start, TimeSpan End, string StartTimex, string EndTimex) Pair(ClockTime start, ClockTime end)
    {
        var from = start.TimeOfDay;
        if (end.TimeOfDay <= from && end is { Hour: <= 12, IsNextDay: false } && end.Twin.TimeOfDay > from)
        {
            end = end.Twin;
        }

        var to = end.TimeOfDay <= from ? end.TimeOfDay + TimeSpan.FromDays(1) : end.TimeOfDay;
        return (from, to, start.Timex, end.Timex);
    }
}
