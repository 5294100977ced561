using System.Globalization;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Reads moments, days and months from what a sentence says about time.</summary>
internal static class TimeAnswers
{
    /// <summary>What <c>from</c> holds for a slot that takes the end of a span of time.</summary>
    private const string End = "end";

    public static SlotAnswer Moment(SlotDefinition slot, FormRun run, Turn turn, IWording wording)
    {
        if (turn.Reading.Time is not { } time)
        {
            return SlotAnswer.None;
        }

        if (slot.From == End)
        {
            return EndOf(time, turn, wording);
        }

        var day = time.From ?? (run.Days.TryGetValue(slot.Name, out var kept) ? kept : null);
        var clock = time.Time;
        var calendar = turn.Scope.Branch.Calendar;
        if (run.Slots.TryGetValue(slot.Name, out var old) && DateTimeOffset.TryParse(old.Value, CultureInfo.InvariantCulture, out var earlier))
        {
            // A correction that names the day keeps the time, and the other way round.
            day ??= calendar.Day(earlier);
            clock ??= TimeOnly.FromDateTime(calendar.Local(earlier).DateTime);
        }

        if (day is null || clock is null)
        {
            return time.From is { } only ? new SlotAnswer.DayOnly(only) : SlotAnswer.None;
        }

        var at = calendar.Instant(day.Value, clock.Value);
        if (at <= turn.Scope.Now && time.Coming is { } coming)
        {
            // What is planned lies ahead, whatever else the sentence sounds like.
            at = calendar.Instant(coming, clock.Value);
        }

        return at <= turn.Scope.Now
            ? new SlotAnswer.Unfit(Phrase.Of("dialog.in_the_past", ("when", at)))
            : Filled(at, turn, wording);
    }

    // "三点到五点": the end on the day that is named with it.
    private static SlotAnswer EndOf(TimeHint time, Turn turn, IWording wording)
    {
        if (time.From is not { } day || time.End is not { } end)
        {
            return SlotAnswer.None;
        }

        var calendar = turn.Scope.Branch.Calendar;
        return Filled(calendar.Instant(day, end), turn, wording);
    }

    private static SlotAnswer.Filled Filled(DateTimeOffset at, Turn turn, IWording wording) => new(new SlotValue(
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        wording.Render(Phrase.Of("dialog.moment", ("when", at)), turn.Scope.Branch.Calendar, turn.Scope.Now)));

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
