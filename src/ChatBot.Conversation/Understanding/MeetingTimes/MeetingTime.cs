namespace ChatBot.Conversation.Understanding.MeetingTimes;

/// <summary>When, as a person who arranges or attends meetings means it.</summary>
public sealed record MeetingTime
{
    /// <summary>The day, or the first of several.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The last of several days, included. Null for a single day.</summary>
    public DateOnly? DateEnd { get; init; }

    /// <summary>First day of the month where a whole month is named; <see cref="Date"/> is null then.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>Start time.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>End time.</summary>
    public TimeOnly? TimeEnd { get; init; }

    /// <summary>Part of the day, where no time is named.</summary>
    public PartOfDay? Part { get; init; }

    /// <summary>The day was named by its weekday alone: among things past it may mean the last one.</summary>
    public bool IsBareWeekday { get; init; }

    /// <summary>Whether a reasonable listener would ask back; see <see cref="Alternatives"/>.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>The readings not chosen, as local times (midnight where no time is named).</summary>
    public IReadOnlyList<DateTime> Alternatives { get; init; } = [];

    /// <summary>Position of the first character that names a time.</summary>
    public int Start { get; init; }

    /// <summary>Position after the last one.</summary>
    public int End { get; init; }

    /// <summary>Date and time as one moment, where both are known.</summary>
    public DateTime? Moment => Date is { } date && Time is { } time ? date.ToDateTime(time) : null;
}

/// <summary>Why a text is not one point in time.</summary>
public enum MeetingTimeProblem
{
    None,

    /// <summary>It names no time at all.</summary>
    NotATime,

    /// <summary>It holds other words too.</summary>
    OtherWords,

    /// <summary>It names a time of day and no day.</summary>
    NoDay,

    /// <summary>It names a day and no time.</summary>
    NoTime,
}

/// <summary>A part of the day.</summary>
public enum PartOfDay
{
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// <summary>Which way a day without year or week is read.</summary>
public enum TimeDirection
{
    /// <summary>The coming day, unless the sentence speaks of the past.</summary>
    Auto,

    /// <summary>The coming day.</summary>
    Future,

    /// <summary>The last one; today counts as past.</summary>
    Past,
}

/// <summary>How times are read where the text leaves something open.</summary>
public sealed class MeetingTimeOptions
{
    /// <summary>
    /// Hours that mean the afternoon when no part of day is named: a meeting at 三点 is at 15:00. Default 1 to 6; later hours are of the morning.
    /// </summary>
    public int LastAfternoonHour { get; set; } = 6;

    /// <summary>First bare hour about which one would ask back (morning or evening). Default 7.</summary>
    public int FirstUnsureHour { get; set; } = 7;

    /// <summary>Last bare hour about which one would ask back. Default 8: nobody meets at 21:00.</summary>
    public int LastUnsureHour { get; set; } = 8;

    /// <summary>A day of the year that has passed by at most this many days, and comes again only much later, is the past one. Default 60.</summary>
    public int RecentDays { get; set; } = 60;
}
