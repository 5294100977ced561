namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Resolves an operand to its readings.</summary>
internal static class Resolution
{
    public static (DateTimeType Type, List<DateTimeReading> Readings) Of(Operand operand, DateTime reference) => operand switch
    {
        { Now: { } moment } => (DateTimeType.DateTime, [new(moment, DateTimeType.DateTime) { Point = reference }]),
        { HasDate: true, HasTime: true } => (DateTimeType.DateTime, OfDateTime(operand.Date, operand.Time)),
        { HasDate: true, Part: not DayPart.None } => (DateTimeType.DateTimeRange, OfPart(operand.Date, operand.Part)),
        { HasDate: true } => (DateTimeType.Date, OfDate(operand.Date)),
        { HasPeriod: true } => (DateTimeType.DateRange, OfPeriod(operand.Period)),
        { HasTime: true } => (DateTimeType.Time, OfTime(operand.Time, reference.Date)),
        _ => (DateTimeType.TimeRange, [OfPart(DayParts.Timex(operand.Part), DateTimeType.TimeRange, reference.Date, operand.Part)]),
    };

    /// <summary>Turns points and ranges into bounded ones: 之前, 起.</summary>
    public static (DateTimeType Type, List<DateTimeReading> Readings) Bound(DateTimeType type, List<DateTimeReading> readings, DateTimeModifier modifier)
    {
        var bounded = type switch
        {
            DateTimeType.Date => DateTimeType.DateRange,
            DateTimeType.Time => DateTimeType.TimeRange,
            DateTimeType.DateTime => DateTimeType.DateTimeRange,
            _ => type,
        };
        var result = new List<DateTimeReading>(readings.Count);
        foreach (var reading in readings)
        {
            var isRange = reading.Point is null;
            result.Add(new(reading.Timex, bounded)
            {
                Start = modifier switch
                {
                    DateTimeModifier.After => reading.Point ?? reading.End,
                    DateTimeModifier.Since => reading.Point ?? reading.Start,
                    _ => null,
                },
                End = modifier switch
                {
                    DateTimeModifier.Before => reading.Point ?? reading.Start,
                    DateTimeModifier.Until => reading.Point ?? reading.End,
                    _ => null,
                },
                Modifier = modifier,
                BoundsRange = isRange,
                IsLunar = reading.IsLunar,
            });
        }

        return (bounded, result);
    }

    private static List<DateTimeReading> OfDate(DatePoint date)
    {
        var template = new DateTimeReading(date.Timex, DateTimeType.Date) { IsLunar = date.IsLunar };
        if (!date.Exists)
        {
            return [template];
        }

        return date.Past == date.Future
            ? [template with { Point = date.Future }]
            : [template with { Point = date.Past }, template with { Point = date.Future }];
    }

    private static List<DateTimeReading> OfDateTime(DatePoint date, ClockTime time)
    {
        if (!date.Exists)
        {
            return [new(date.Timex + time.Timex, DateTimeType.DateTime)];
        }

        var readings = new List<DateTimeReading>(4);
        Add(date.Past);
        if (date.Past != date.Future)
        {
            Add(date.Future);
        }

        return readings;

        void Add(DateTime day)
        {
            readings.Add(new(date.Timex + time.Timex, DateTimeType.DateTime) { Point = day + time.TimeOfDay, IsLunar = date.IsLunar });
            if (time.IsAmbiguous)
            {
                var twin = time.Twin;
                readings.Add(new(date.Timex + twin.Timex, DateTimeType.DateTime) { Point = day + twin.TimeOfDay, IsLunar = date.IsLunar });
            }
        }
    }

    private static List<DateTimeReading> OfPart(DatePoint date, DayPart part)
    {
        var timex = date.Timex + DayParts.Timex(part);
        if (!date.Exists)
        {
            return [new(timex, DateTimeType.DateTimeRange)];
        }

        var future = OfPart(timex, DateTimeType.DateTimeRange, date.Future, part);
        return date.Past == date.Future ? [future] : [OfPart(timex, DateTimeType.DateTimeRange, date.Past, part), future];
    }

    private static DateTimeReading OfPart(string timex, DateTimeType type, DateTime day, DayPart part)
    {
        var (start, end) = DayParts.Hours(part);
        return new(timex, type) { Start = day + start, End = day + end };
    }

    private static List<DateTimeReading> OfPeriod(DatePeriod period)
    {
        var template = new DateTimeReading(period.Timex, DateTimeType.DateRange);
        if (!period.IsResolved)
        {
            return [template];
        }

        var future = template with { Start = period.FutureStart, End = period.FutureEnd };
        return period.PastStart == period.FutureStart ? [future] : [template with { Start = period.PastStart, End = period.PastEnd }, future];
    }

    private static List<DateTimeReading> OfTime(ClockTime time, DateTime day)
    {
        var reading = new DateTimeReading(time.Timex, DateTimeType.Time) { Point = day + time.TimeOfDay };
        if (!time.IsAmbiguous)
        {
            return [reading];
        }

        var twin = time.Twin;
        return [reading, new DateTimeReading(twin.Timex, DateTimeType.Time) { Point = day + twin.TimeOfDay }];
    }
}
