using System.Globalization;
using ChatBot.Application.Wording;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Reads moments, days and months from what a sentence says about time.</summary>
internal static class TimeAnswers
{
    public static SlotAnswer Moment(SlotDefinition slot, FormRun run, Turn turn, IWording wording)
    {
        if (turn.Reading.Time is not { } time)
        {
            return SlotAnswer.None;
        }

        var day = time.From ?? (run.Slots.TryGetValue(SlotReader.DayKey(slot), out var kept)
            ? DateOnly.ParseExact(kept.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null);
        if (day is null || time.Time is null)
        {
            return time.From is { } only
                ? new SlotAnswer.DayOnly(new SlotValue(only.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ""))
                : SlotAnswer.None;
        }

        var calendar = turn.Scope.Branch.Calendar;
        var at = calendar.Instant(day.Value, time.Time.Value);
        return at <= turn.Scope.Now
            ? new SlotAnswer.Unfit(Phrase.Of("dialog.in_the_past", ("when", at)))
            : new SlotAnswer.Filled(new SlotValue(
                at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                wording.Render(Phrase.Of("dialog.moment", ("when", at)), calendar, turn.Scope.Now)));
    }

    public static SlotAnswer Day(Turn turn, IWording wording) =>
        turn.Reading.Time?.From is { } day
            ? new SlotAnswer.Filled(new SlotValue(
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                wording.Render(Phrase.Of("dialog.day", ("day", day)), turn.Scope.Branch.Calendar, turn.Scope.Now)))
            : SlotAnswer.None;

    public static SlotAnswer Month(SlotDefinition slot, Turn turn) =>
        turn.Reading.Slot(slot.From ?? "month") is { } month
            ? new SlotAnswer.Filled(new SlotValue(month, month))
            : SlotAnswer.None;
}
