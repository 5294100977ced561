using System.Buffers;

namespace ChatBot.Conversation.Understanding.MeetingTimes;

/// <summary>Makes one time of the several that a message names.</summary>
internal static class MeetingTimeMerger
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",。;!?");

    /// <summary>Joins a day with a time named apart from it; after a correction what follows it counts, and what it leaves out is kept.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="parts">Its times, in order.</param>
    /// <param name="correction">Position of the last correction, or -1.</param>
    /// <param name="focus">Position of the meeting's name, or -1.</param>
    public static MeetingTime? Merge(string text, List<MeetingTime> parts, int correction, int focus)
    {
        if (parts.Count <= 1)
        {
            return parts.Count == 0 ? null : parts[0];
        }

        if (correction >= 0 && parts[0].Start < correction && parts[^1].Start > correction)
        {
            var before = Join(text, parts.FindAll(part => part.Start < correction), -1);
            var after = Join(text, parts.FindAll(part => part.Start > correction), -1);
            return Complete(after, before);
        }

        return Join(text, parts, focus);
    }

    private static MeetingTime Join(string text, List<MeetingTime> parts, int focus)
    {
        var day = FocusedDay(text, parts, focus) ?? parts.Find(static part => part.Date is not null || part.Month is not null);
        if (day is null)
        {
            return parts[0];
        }

        var index = parts.IndexOf(day);
        if (day is { Date: { } date, DateEnd: null, Time: null, Part: null } && index + 1 < parts.Count && parts[index + 1] is { Date: { } next, DateEnd: null, Time: null, Part: null } following
            && next == date.AddDays(1) && IsList(text, day.End, following.Start))
        {
            day = day with { DateEnd = next, End = following.End };
        }

        if (day.Time is not null || day.Part is not null || day.DateEnd is not null)
        {
            return day;
        }

        var time = parts.Find(static part => part.Date is null && part.Month is null && part.Time is not null) ?? parts.Find(static part => part.Date is null && part.Month is null);
        return time is null ? day : Complete(day, time);
    }

    /// <summary>Of several days the one that stands before the meeting's name: 我周三出差，周五的党课请假.</summary>
    private static MeetingTime? FocusedDay(string text, List<MeetingTime> parts, int focus)
    {
        if (focus < 0)
        {
            return null;
        }

        for (var index = parts.Count - 1; index >= 0; index--)
        {
            var part = parts[index];
            if ((part.Date is not null || part.Month is not null) && part.End <= focus && text.AsSpan(part.End, focus - part.End).IndexOfAny(ClauseEnds) < 0)
            {
                return part;
            }
        }

        return null;
    }

    // 周四周五, 周四、周五, 周四和周五
    private static bool IsList(string text, int from, int to) =>
        text.AsSpan(from, to - from) is "" or "、" or "和" or "跟" or " " or "," or "与" or "及" or "还有";

    private static MeetingTime Complete(MeetingTime leading, MeetingTime other) => leading with
    {
        Date = leading.Date ?? (leading.Month is null ? other.Date : null),
        DateEnd = leading.Date is null ? other.DateEnd : leading.DateEnd,
        Time = leading.Time ?? (leading.Part is null ? other.Time : null),
        TimeEnd = leading.Time is null ? other.TimeEnd : leading.TimeEnd,
        Part = leading.Part ?? (leading.Time is null && other.Time is null ? other.Part : null),
        IsBareWeekday = leading.Date is null ? other.IsBareWeekday : leading.IsBareWeekday,
        IsAmbiguous = leading.IsAmbiguous || other.IsAmbiguous,
        Start = Math.Min(leading.Start, other.Start),
        End = Math.Max(leading.End, other.End),
    };
}
