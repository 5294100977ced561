namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>A point or period as named, from which an entity or one end of a range is made.</summary>
internal sealed class Operand
{
    /// <summary>Position after its last character.</summary>
    public int End { get; set; }

    public bool HasDate { get; init; }

    public DatePoint Date { get; set; }

    public bool HasPeriod { get; init; }

    public DatePeriod Period { get; set; }

    public bool HasTime { get; private set; }

    public ClockTime Time { get; private set; }

    /// <summary>The part of the day, where no hour is named.</summary>
    public DayPart Part { get; set; }

    /// <summary>现在, 马上, 刚才: the timex of that moment, or null.</summary>
    public string? Now { get; init; }

    public bool IsCalendarOnly => (HasDate || HasPeriod) && !HasTime && Part == DayPart.None;

    /// <summary>The part of the day that a second end without one falls into.</summary>
    public DayPart PartForNext => HasTime ? Time.Part : Part;

    public Operand At(ClockTime time, int end)
    {
        (HasTime, Time, End, Part) = (true, time, end, DayPart.None);
        return this;
    }
}
