using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Conversation.Understanding.Slots;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Reads the slots that an intent has a use for.</summary>
internal sealed class SlotReader
{
    private readonly MeetingTimeReader _times;
    private readonly FrozenDictionary<string, Regex> _captures;

    public SlotReader(MeetingTimeReader times, IntentLibrary library)
    {
        _times = times;
        _captures = library.Signs.Select(static sign => sign.Pattern?.Capture).OfType<Regex>()
            .SelectMany(static pattern => pattern.GetGroupNames().Where(static group => !char.IsAsciiDigit(group[0])), static (pattern, group) => (pattern, group))
            .DistinctBy(static capture => capture.group)
            .ToFrozenDictionary(static capture => capture.group, static capture => capture.pattern, StringComparer.Ordinal);
    }

    public (SlotValues Slots, MeetingTime? When) Read(Message message, SlotPlan plan, DateTime reference)
    {
        if (plan.Names.Count == 0)
        {
            return (SlotValues.Empty, null);
        }

        var slots = new SlotValues();
        MeetingTime? when = null;
        foreach (var name in plan.Names)
        {
            switch (name)
            {
                case SlotNames.Meeting:
                    slots.Add(name, message.ReadMeeting(out _, out _));
                    break;
                case SlotNames.When:
                    when = ReadWhen(message, plan, reference);
                    AddTime(slots, when);
                    break;
                case SlotNames.Quantity:
                    AddQuantity(slots, message);
                    break;
                case SlotNames.Choice:
                    slots.Add(name, PickReader.Read(message.Plain));
                    break;
                default:
                    slots.Add(name, ReadWords(message, name));
                    break;
            }
        }

        return (slots, when);
    }

    private string? ReadWords(Message message, string name)
    {
        for (var sort = 0; sort < message.Sorts.Count; sort++)
        {
            if (message.Sorts[sort].Name == name)
            {
                return message.ReadSort(sort);
            }
        }

        return _captures.TryGetValue(name, out var pattern) && pattern.Match(message.Plain) is { Success: true } match ? match.Groups[name].Value : null;
    }

    private MeetingTime? ReadWhen(Message message, SlotPlan plan, DateTime reference)
    {
        var direction = plan.IsPast ? TimeDirection.Past : TimeDirection.Auto;
        var entities = message.Entities;
        var focus = -1;
        if (plan.Names.Contains(SlotNames.Meeting) && message.ReadMeeting(out var start, out var end) is not null)
        {
            focus = start;
            if (entities.Any(entity => entity.Start >= start && entity.End <= end))
            {
                // The holiday in 妇女节活动 is no day.
                entities = [.. entities.Where(entity => entity.Start < start || entity.End > end)];
            }
        }

        if (plan.TimesNotBefore.Count > 0)
        {
            entities = [.. entities.Where(entity => !plan.TimesNotBefore.Any(words => message.Plain.AsSpan(entity.End).StartsWith(words)))];
        }

        var when = _times.Read(message.Plain, entities, reference, direction, focus);
        return plan.VerbsWithUp.Count > 0 ? AheadOf(message.Plain, when, plan.VerbsWithUp, reference) : when;
    }

    // 帮我报上周六的: nobody signs up for last week, so 报上 is the verb.
    private static MeetingTime? AheadOf(string text, MeetingTime? when, IReadOnlyList<string> verbs, DateTime reference) =>
        when is { Date: { } date, Start: > 0 } && date < DateOnly.FromDateTime(reference) && text[when.Start] == '上' && verbs.Any(verb => text.AsSpan(0, when.Start).EndsWith(verb))
            ? when with { Date = date.AddDays(7), DateEnd = when.DateEnd?.AddDays(7) }
            : when;

    private static void AddQuantity(SlotValues slots, Message message)
    {
        if (message.TryReadQuantity(out var quantity, out var unit))
        {
            slots.Add(SlotNames.Quantity, quantity.ToString("0.##", CultureInfo.InvariantCulture));
            slots.Add(SlotNames.Unit, unit);
        }
    }

    private static void AddTime(SlotValues slots, MeetingTime? when)
    {
        if (when is null)
        {
            return;
        }

        slots.Add(SlotNames.Date, when.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        slots.Add(SlotNames.DateEnd, when.DateEnd?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        slots.Add(SlotNames.Month, when.Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        slots.Add(SlotNames.Time, when.Time?.ToString("HH:mm", CultureInfo.InvariantCulture));
        slots.Add(SlotNames.Part, when.Part switch
        {
            PartOfDay.Morning => "morning",
            PartOfDay.Noon => "noon",
            PartOfDay.Afternoon => "afternoon",
            PartOfDay.Evening => "evening",
            null => null,
        });
    }
}
