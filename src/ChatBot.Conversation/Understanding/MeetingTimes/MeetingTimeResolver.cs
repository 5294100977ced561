using ChatBot.Conversation.Understanding.DateTimes;

namespace ChatBot.Conversation.Understanding.MeetingTimes;

/// <summary>Chooses among the readings of one expression.</summary>
internal sealed class MeetingTimeResolver(MeetingTimeOptions options, DateTime reference, TimeDirection direction)
{
    /// <summary>The chosen reading, or null where the expression names no day, month or time of day.</summary>
    public MeetingTime? Resolve(DateTimeEntity entity) => entity.Type switch
    {
        DateTimeType.Date or DateTimeType.DateTime => OfPoint(entity),
        DateTimeType.Time => OfTime(entity),
        DateTimeType.DateRange => OfDateRange(entity),
        DateTimeType.TimeRange => OfTimeRange(entity),
        DateTimeType.DateTimeRange => OfMomentRange(entity),
        DateTimeType.Duration or DateTimeType.Set => null,
    };

    private MeetingTime? OfPoint(DateTimeEntity entity)
    {
        if (!entity.Readings[0].IsResolved || entity.Timex.EndsWith("_REF", StringComparison.Ordinal))
        {
            return null;
        }

        var chosen = ChooseDay(entity, static reading => reading.Point!.Value);
        var isDay = entity.Type == DateTimeType.Date;
        TimeOnly? time = null;
        var isUnsure = false;
        if (!isDay)
        {
            (time, isUnsure) = ChooseTime(entity, chosen.Point!.Value.Date);
        }

        return new()
        {
            Date = DateOnly.FromDateTime(chosen.Point!.Value),
            IsBareWeekday = IsBareWeekday(entity),
            Time = time,
            IsAmbiguous = isUnsure || IsDoubtfulDay(entity, chosen),
            Alternatives = Others(entity, isDay ? chosen.Point.Value : chosen.Point.Value.Date + time!.Value.ToTimeSpan()),
            Start = entity.Start,
            End = entity.End,
        };
    }

    private static bool IsBareWeekday(DateTimeEntity entity) => entity.Timex.TrimStart('(').StartsWith("XXXX-WXX-", StringComparison.Ordinal);

    private MeetingTime OfTime(DateTimeEntity entity)
    {
        var (time, isUnsure) = ChooseTime(entity, null);
        return new()
        {
            Time = time,
            IsAmbiguous = isUnsure,
            Alternatives = Others(entity, reference.Date + time.ToTimeSpan()),
            Start = entity.Start,
            End = entity.End,
        };
    }

    private MeetingTime? OfDateRange(DateTimeEntity entity)
    {
        var first = entity.Readings[0];
        // A year, decade or season says no day.
        if (!first.IsResolved || entity.Timex.Length == 4 || entity.Timex.EndsWith("0Y)", StringComparison.Ordinal))
        {
            return null;
        }

        if (first.Modifier != DateTimeModifier.None)
        {
            return OfBoundedDays(entity);
        }

        var chosen = ChooseDay(entity, static reading => reading.Start!.Value);
        var start = DateOnly.FromDateTime(chosen.Start!.Value);
        if (entity.Timex.Length == 7 && entity.Timex[4] == '-' && char.IsAsciiDigit(entity.Timex[5]) && start.Day == 1 && chosen.End == chosen.Start.Value.AddMonths(1))
        {
            return new() { Month = start, Start = entity.Start, End = entity.End };
        }

        var end = DateOnly.FromDateTime(chosen.LastDay ?? chosen.End!.Value.AddDays(-1));
        if (direction == TimeDirection.Past && start > DateOnly.FromDateTime(reference) && entity.Text is "周末" or "周六日" or "周六周日")
        {
            (start, end) = (start.AddDays(-7), end.AddDays(-7));
        }

        return new()
        {
            Date = start,
            DateEnd = end > start ? end : null,
            Alternatives = Others(entity, chosen.Start.Value),
            Start = entity.Start,
            End = entity.End,
        };
    }

    /// <summary>周五之前, 10号起: the named day.</summary>
    private MeetingTime OfBoundedDays(DateTimeEntity entity)
    {
        var chosen = ChooseDay(entity, static reading => (reading.Start ?? reading.End)!.Value);
        return new() { Date = DateOnly.FromDateTime((chosen.Start ?? chosen.End)!.Value), Start = entity.Start, End = entity.End };
    }

    private MeetingTime? OfTimeRange(DateTimeEntity entity)
    {
        if (Part(entity.Timex) is { } part)
        {
            return new() { Part = part, Start = entity.Start, End = entity.End };
        }

        return entity.Timex.StartsWith("TD", StringComparison.Ordinal) ? null : WithTimes(entity, new() { Start = entity.Start, End = entity.End }, null);
    }

    private MeetingTime? OfMomentRange(DateTimeEntity entity)
    {
        if (!entity.Readings[0].IsResolved)
        {
            return null;
        }

        var chosen = ChooseDay(entity, static reading => (reading.Start ?? reading.End)!.Value);
        var start = (chosen.Start ?? chosen.End)!.Value;
        var time = new MeetingTime { Date = DateOnly.FromDateTime(start), IsBareWeekday = IsBareWeekday(entity), Start = entity.Start, End = entity.End };
        if (Part(entity.Timex[(entity.Timex.LastIndexOf('T') is >= 0 and var t ? t : 0)..]) is { } part && entity.Timex[0] != '(')
        {
            return time with { Part = part };
        }

        return WithTimes(entity, time, start.Date);
    }

    private MeetingTime WithTimes(DateTimeEntity entity, MeetingTime time, DateTime? day)
    {
        var candidates = entity.Readings.Where(reading => day is null || (reading.Start ?? reading.End)!.Value.Date == day).ToList();
        var chosen = candidates.FirstOrDefault(candidate => IsUsual(TimeOnly.FromDateTime((candidate.Start ?? candidate.End)!.Value), candidates.Count > 1)) ?? candidates[0];
        var end = chosen.Start is not null ? chosen.End : null;
        return time with
        {
            Time = TimeOnly.FromDateTime((chosen.Start ?? chosen.End)!.Value),
            TimeEnd = end is { } stop ? TimeOnly.FromDateTime(stop) : null,
            DateEnd = time.Date is { } date && end is { } last && DateOnly.FromDateTime(last) > date && last.TimeOfDay > TimeSpan.Zero ? DateOnly.FromDateTime(last) : null,
            Alternatives = [.. candidates.Where(candidate => candidate != chosen).Select(static candidate => (candidate.Start ?? candidate.End)!.Value)],
        };
    }

    /// <summary>The past or the coming reading.</summary>
    private DateTimeReading ChooseDay(DateTimeEntity entity, Func<DateTimeReading, DateTime> start)
    {
        var past = entity.Readings[0];
        var future = entity.Readings[^1];
        var (pastDay, futureDay) = (start(past).Date, start(future).Date);
        if (pastDay == futureDay)
        {
            return future;
        }

        if (direction == TimeDirection.Past)
        {
            // Today, or the month that is running, is past enough.
            var hasBegun = future.Point is null ? futureDay <= reference.Date : futureDay == reference.Date;
            return hasBegun ? future : past;
        }

        return IsRecent(pastDay, futureDay) ? past : future;
    }

    // 3月2日 said on the 4th of March is not next year's.
    private bool IsRecent(DateTime past, DateTime future) =>
        (future - reference.Date).TotalDays > 270 && (reference.Date - past).TotalDays <= options.RecentDays;

    private bool IsDoubtfulDay(DateTimeEntity entity, DateTimeReading chosen) =>
        direction == TimeDirection.Future && chosen.Point!.Value.Date < reference.Date && entity.Readings[^1].Point!.Value.Date > reference.Date;

    private (TimeOnly Time, bool IsUnsure) ChooseTime(DateTimeEntity entity, DateTime? day)
    {
        TimeOnly? first = null;
        TimeOnly? second = null;
        foreach (var reading in entity.Readings)
        {
            if (day is null || reading.Point!.Value.Date == day)
            {
                var time = TimeOnly.FromDateTime(reading.Point!.Value);
                second = first is null ? null : time;
                first ??= time;
            }
        }

        if (second is null)
        {
            return (first!.Value, false);
        }

        var chosen = IsUsual(first!.Value, true) ? first.Value : second.Value;
        // Today's eight o'clock, said at ten, is that of the evening.
        if (direction == TimeDirection.Future && day == reference.Date && chosen.Hour < 12 && day + chosen.ToTimeSpan() < reference && day + second.Value.ToTimeSpan() > reference)
        {
            return (second.Value, true);
        }

        var hour = first.Value.Hour;
        return (chosen, hour >= options.FirstUnsureHour && hour <= options.LastUnsureHour);
    }

    /// <summary>Whether a time written without part of day is the one meant.</summary>
    private bool IsUsual(TimeOnly time, bool isDoubled) =>
        !isDoubled || (time.Hour > options.LastAfternoonHour && time.Hour <= 12) || (time.Hour > 12 && time.Hour - 12 <= options.LastAfternoonHour);

    private static List<DateTime> Others(DateTimeEntity entity, DateTime chosen)
    {
        if (entity.Readings.Count == 1)
        {
            return [];
        }

        var others = new List<DateTime>(entity.Readings.Count - 1);
        foreach (var reading in entity.Readings)
        {
            if ((reading.Point ?? reading.Start) is { } moment && moment != chosen)
            {
                others.Add(moment);
            }
        }

        return others;
    }

    private static PartOfDay? Part(string timex) => timex switch
    {
        "TMO" or "TDA" => PartOfDay.Morning,
        "TMI" => PartOfDay.Noon,
        "TAF" => PartOfDay.Afternoon,
        "TEV" or "TNI" => PartOfDay.Evening,
        _ => null,
    };
}
