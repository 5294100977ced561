namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>What a date or time expression names.</summary>
public enum DateTimeType
{
    Date,
    Time,
    DateTime,
    DateRange,
    TimeRange,
    DateTimeRange,
    Duration,

    /// <summary>A recurrence: 每周, 每月十五号. It has a timex and no concrete value.</summary>
    Set,
}

/// <summary>An expression found in a text, with every reading that it allows.</summary>
/// <param name="Text">The expression with half-width letters and digits, lower case.</param>
/// <param name="Start">Position of its first UTF-16 unit; holds in the text as typed too.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Type">What it names.</param>
/// <param name="Readings">All readings: the past before the coming one, morning before afternoon. Never empty.</param>
public sealed record DateTimeEntity(
    string Text,
    int Start,
    int Length,
    DateTimeType Type,
    IReadOnlyList<DateTimeReading> Readings)
{
    /// <summary>The timex of the first reading.</summary>
    public string Timex => Readings[0].Timex;

    /// <summary>Position after the last unit.</summary>
    public int End => Start + Length;
}
