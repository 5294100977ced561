namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>How the named point or range bounds what is meant.</summary>
public enum DateTimeModifier
{
    None,

    /// <summary>之前: the named point is not included.</summary>
    Before,

    /// <summary>之后: the named point is not included.</summary>
    After,

    /// <summary>起, 及以后: the named point is included.</summary>
    Since,

    /// <summary>及以前: the named point is included.</summary>
    Until,
}

/// <summary>One concrete resolution of an expression.</summary>
/// <param name="Timex">Its timex (TIMEX3 value, with X for what the text leaves open).</param>
/// <param name="Type">Type of the resolved value.</param>
public sealed record DateTimeReading(string Timex, DateTimeType Type)
{
    /// <summary>The point in local time, for <see cref="DateTimeType.Date"/>, <see cref="DateTimeType.Time"/> (of the reference day) and <see cref="DateTimeType.DateTime"/>.</summary>
    public DateTime? Point { get; init; }

    /// <summary>Start of a range, included. Null where the range is open.</summary>
    public DateTime? Start { get; init; }

    /// <summary>End of a range. Excluded for calendar periods (下周), the named point itself for 到 (一月十日到二十日). Null where the range is open.</summary>
    public DateTime? End { get; init; }

    /// <summary>The last day meant, included, where <see cref="End"/> does not tell: 三月到五月 ends with the 31st of May.</summary>
    public DateTime? LastDay { get; init; }

    /// <summary>Length of a <see cref="DateTimeType.Duration"/>, a month counted as 30 days and a year as 365.</summary>
    public TimeSpan? Duration { get; init; }

    public DateTimeModifier Modifier { get; init; }

    /// <summary>With a modifier: whether the named thing was a range (2018年以前) rather than a point.</summary>
    public bool BoundsRange { get; init; }

    /// <summary>Month and day are those of the lunar calendar and are not converted: never use them as real days.</summary>
    public bool IsLunar { get; init; }

    /// <summary>False where there is no concrete value: recurrences, seasons, the 29th of February of a common year.</summary>
    public bool IsResolved => Point is not null || Start is not null || End is not null || Duration is not null;
}
