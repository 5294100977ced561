namespace ChatBot.Conversation.Sentences;

/// <summary>What the words of a message say about time, on the branch's clock.</summary>
/// <param name="From">First day meant; null when no day is named.</param>
/// <param name="To">Last day meant, included; the same as <paramref name="From"/> for one day.</param>
/// <param name="Time">The time of day, where one is named.</param>
/// <param name="Part">The part of the day, where only that is named.</param>
/// <param name="IsBareWeekday">Only a weekday is named: among things past it means the last one, otherwise the coming one.</param>
public sealed record TimeHint(DateOnly? From, DateOnly? To, TimeOnly? Time = null, DayPart? Part = null, bool IsBareWeekday = false)
{
    /// <summary>The end on the same day, where a span of time is named.</summary>
    public TimeOnly? End { get; init; }

    /// <summary>The coming day, where only a weekday is named and <see cref="From"/> was read as the past one.</summary>
    public DateOnly? Coming { get; init; }

    /// <summary>Whether a local instant fits; <paramref name="shift"/> moves the named days.</summary>
    public bool Fits(DateTimeOffset local, int shift = 0)
    {
        var day = DateOnly.FromDateTime(local.DateTime);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return (From is null || day >= From.Value.AddDays(shift))
            && (To is null || day <= To.Value.AddDays(shift))
            && (Time is null || time == Time)
            && (Part is null || Part == PartOf(time));
    }

    private static DayPart PartOf(TimeOnly time) => time.Hour switch
    {
        < 12 => DayPart.Morning,
        12 => DayPart.Noon,
        < 18 => DayPart.Afternoon,
        _ => DayPart.Evening,
    };
}
