using ChatBot.Conversation.Understanding.MeetingTimes;

namespace ChatBot.Conversation.Sentences;

/// <summary>Time words, read by the understanding of meeting times.</summary>
internal sealed class TimeHintReader(MeetingTimeReader reader) : ITimeHintReader
{
    /// <inheritdoc/>
    public TimeHint? Read(string text, DateTime localNow) => HintOf(reader.Read(text, localNow));

    /// <summary>The hint in a meeting time; null when it names neither day nor time.</summary>
    public static TimeHint? HintOf(MeetingTime? time)
    {
        if (time is null)
        {
            return null;
        }

        var (from, to) = time.Month is { } month ? (month, month.AddMonths(1).AddDays(-1)) : (time.Date, time.DateEnd ?? time.Date);
        if (from is null && time.Time is null && time.Part is null)
        {
            return null;
        }

        // A day with another reading is one that the text leaves open: a bare weekday.
        var isBare = from is not null && from == to && time.Alternatives.Any(a => DateOnly.FromDateTime(a).AddDays(7) == from);
        var isBarePast = from is not null && from == to && time.Alternatives.Any(a => DateOnly.FromDateTime(a).AddDays(-7) == from);
        return new TimeHint(from, to, time.Time, time.Part is { } part ? Of(part) : null, isBare)
        {
            End = time.TimeEnd,
            Coming = isBarePast ? from!.Value.AddDays(7) : null,
        };
    }

    private static DayPart Of(PartOfDay part) => part switch
    {
        PartOfDay.Morning => DayPart.Morning,
        PartOfDay.Noon => DayPart.Noon,
        PartOfDay.Afternoon => DayPart.Afternoon,
        PartOfDay.Evening => DayPart.Evening,
    };
}
