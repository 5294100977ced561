using System.Globalization;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Conversation.Understanding.Slots;
using P = ChatBot.Conversation.Understanding.Intents.IntentPatterns;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Reads the slots that an intent has a use for.</summary>
internal sealed class SlotReader(MeetingTimeReader times)
{
    public (SlotValues Slots, MeetingTime? When) Read(Message message, string intent, DateTime reference)
    {
        switch (intent)
        {
            case IntentNames.LeaveRequest or IntentNames.WithdrawLeave or IntentNames.Signup or IntentNames.CancelSignup or IntentNames.CheckIn or IntentNames.QueryMeeting or IntentNames.Dispute or IntentNames.QueryLeave:
                return ReadAboutMeeting(message, intent, reference);
            case IntentNames.PointsClaim:
                return ReadClaim(message, reference);
            case IntentNames.QueryPoints or IntentNames.QueryStudy or IntentNames.QueryAttendance or IntentNames.ReadMaterial:
                var slots = new SlotValues();
                var direction = intent is IntentNames.QueryStudy ? TimeDirection.Auto : TimeDirection.Past;
                var when = times.Read(message.Plain, message.Entities, reference, direction, focus: -1);
                AddTime(slots, when);
                return (slots, when);
            case IntentNames.Pick:
                return (ReadChoice(message), null);
            default:
                return (SlotValues.Empty, null);
        }
    }

    private (SlotValues, MeetingTime?) ReadAboutMeeting(Message message, string intent, DateTime reference)
    {
        var slots = new SlotValues();
        var meeting = message.ReadMeeting(out var start, out var end);
        var direction = intent == IntentNames.Dispute ? TimeDirection.Past : TimeDirection.Auto;
        var entities = message.Entities;
        if (meeting is not null && entities.Any(entity => entity.Start >= start && entity.End <= end))
        {
            // The holiday in 妇女节活动 is no day.
            entities = [.. entities.Where(entity => entity.Start < start || entity.End > end)];
        }

        if (intent == IntentNames.CancelSignup)
        {
            // 昨天报的 tells when one signed up, not for when.
            entities = [.. entities.Where(entity => !message.Plain.AsSpan(entity.End).StartsWith("报的") && !message.Plain.AsSpan(entity.End).StartsWith("报了"))];
        }

        var when = times.Read(message.Plain, entities, reference, direction, meeting is null ? -1 : start);
        if (intent == IntentNames.Signup)
        {
            when = AheadOf(message.Plain, when, reference);
        }

        slots.Add(SlotNames.Meeting, meeting);
        AddTime(slots, when);
        if (intent is IntentNames.LeaveRequest or IntentNames.CancelSignup)
        {
            slots.Add(SlotNames.Reason, message.Reason);
        }

        if (intent == IntentNames.CheckIn && P.CheckInCode.Match(message.Plain) is { Success: true } match)
        {
            slots.Add(SlotNames.Code, match.Groups["code"].Value);
        }

        return (slots, when);
    }

    // 帮我报上周六的: nobody signs up for last week, so 报上 is the verb.
    private static MeetingTime? AheadOf(string text, MeetingTime? when, DateTime reference) =>
        when is { Date: { } date, Start: > 0 } && date < DateOnly.FromDateTime(reference) && text[when.Start] == '上' && text[when.Start - 1] is '报' or '加' or '带' or '写' or '填' or '算'
            ? when with { Date = date.AddDays(7), DateEnd = when.DateEnd?.AddDays(7) }
            : when;

    private (SlotValues, MeetingTime?) ReadClaim(Message message, DateTime reference)
    {
        var slots = new SlotValues();
        var when = times.Read(message.Plain, message.Entities, reference, TimeDirection.Past, focus: -1);
        slots.Add(SlotNames.PointsCategory, PointsReader.ReadCategory(message.Plain));
        AddTime(slots, when);
        if (message.TryReadQuantity(out var quantity, out var unit))
        {
            slots.Add(SlotNames.Quantity, quantity.ToString("0.##", CultureInfo.InvariantCulture));
            slots.Add(SlotNames.Unit, unit);
        }

        return (slots, when);
    }

    private static SlotValues ReadChoice(Message message)
    {
        var slots = new SlotValues();
        var match = P.Pick.Match(message.Plain);
        if (match.Groups["next"].Success)
        {
            slots.Add(SlotNames.Choice, "next");
        }
        else if (match.Groups["last"].Success)
        {
            slots.Add(SlotNames.Choice, "last");
        }
        else if (match.Groups["first"].Success)
        {
            slots.Add(SlotNames.Choice, "1");
        }
        else if (Text.SmallNumber.TryRead(match.Groups["place"].Value, 0, out var place))
        {
            slots.Add(SlotNames.Choice, place.Value.ToString(CultureInfo.InvariantCulture));
        }

        return slots;
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
