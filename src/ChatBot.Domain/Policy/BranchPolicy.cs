using ChatBot.Domain.Attendance;
using ChatBot.Domain.Sessions;

namespace ChatBot.Domain.Policy;

/// <summary>Every parameter of rules.md §22 that the bot uses, with its default. A branch overrides by name.</summary>
public sealed record BranchPolicy
{
    /// <summary>Preset it started from: <c>default</c>, <c>p000</c> … <c>p004</c>.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>Grows with every change, so that a count can name the policy behind it.</summary>
    public int Version { get; init; } = 1;

    public LeavePolicy Leave { get; init; } = new();

    public EscalationPolicy Escalation { get; init; } = new();

    public CheckInPolicy CheckIn { get; init; } = new();

    public ReminderPolicy Reminders { get; init; } = new();

    public PointsPolicy Points { get; init; } = new();

    public PostingPolicy Posting { get; init; } = new();

    public OnlinePolicy Online { get; init; } = new();

    /// <summary>Stages a collective session needs (R-602, <c>stages.min</c>); 0 is off.</summary>
    public int MinimumStages { get; init; }
}

/// <summary>Leave (R-704, both [product]).</summary>
public sealed record LeavePolicy
{
    /// <summary><c>leave.deadline_hours</c>: how long before the start a request is in time.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.Zero;

    /// <summary><c>leave.retroactive_days</c>: how long after the end 补假 can still be asked.</summary>
    public TimeSpan Retroactive { get; init; } = TimeSpan.FromDays(3);
}

/// <summary>Escalation (R-721…R-724, C-10).</summary>
public sealed record EscalationPolicy
{
    /// <summary><c>esc.ladder</c> is counted; off opens no step.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary><c>esc.step1_send = ask</c>: step 1 waits for a tap like the others; otherwise confirming the list is the approval.</summary>
    public bool AsksBeforeStep1 { get; init; }

    public StreakPolicy Streak { get; init; } = new();
}

/// <summary>What counts as consecutive (C-09).</summary>
public sealed record StreakPolicy
{
    /// <summary><c>streak.types</c>.</summary>
    public IReadOnlySet<SessionKind> Kinds { get; init; } = new HashSet<SessionKind>
    {
        SessionKind.GeneralMeeting, SessionKind.GroupMeeting, SessionKind.PartyClass,
        SessionKind.ThemeDay, SessionKind.Collective, SessionKind.LifeMeeting,
    };

    /// <summary><c>streak.excused = breaks</c> (the milder reading) or <c>skips</c>.</summary>
    public bool ExcusedBreaks { get; init; } = true;

    /// <summary>Whether the mark belongs to the history that is counted; a merged session does not .</summary>
    public bool Counts(AttendanceMark mark) => Kinds.Contains(mark.Kind) && mark.HeldOnItsOwn != false;
}

/// <summary>Check-in.</summary>
public sealed record CheckInPolicy
{
    /// <summary><c>late_minutes</c> [product].</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long before the start one can check in [product].</summary>
    public TimeSpan OpensBefore { get; init; } = TimeSpan.FromMinutes(30);
}

/// <summary>Reminders before a session and the hours of rest [product].</summary>
public sealed record ReminderPolicy
{
    /// <summary>Offsets before the start, longest first.</summary>
    public IReadOnlyList<TimeSpan> Before { get; init; } = [TimeSpan.FromDays(3), TimeSpan.FromDays(1), TimeSpan.FromHours(2)];

    /// <summary>Start of the hours of rest, local time.</summary>
    public TimeOnly QuietFrom { get; init; } = new(21, 30);

    /// <summary>End of the hours of rest, local time.</summary>
    public TimeOnly QuietUntil { get; init; } = new(7, 30);
}

/// <summary>Points .</summary>
public sealed record PointsPolicy
{
    /// <summary>How many days before the month's end the window opens [product].</summary>
    public int WindowDays { get; init; } = 5;

    /// <summary>Days of grace after the month's end [product].</summary>
    public int GraceDays { get; init; } = 3;

    /// <summary><c>points.objection_days</c> [product].</summary>
    public int ObjectionDays { get; init; } = 5;
}

/// <summary>Posting (R-1402, C-25).</summary>
public sealed record PostingPolicy
{
    /// <summary><c>post.review</c>: drafter and approver are two people.</summary>
    public bool NeedsReview { get; init; } = true;

    /// <summary><c>post.block_marks</c>.</summary>
    public IReadOnlyList<string> BlockedMarks { get; init; } = ["内部", "秘密", "机密", "绝密", "不予公开"];
}

/// <summary>Who may attend online (C-20).</summary>
public enum OnlineAllowed
{
    Mobile,
    All,
    None,
}

/// <summary>Online attendance (R-508, C-20).</summary>
public sealed record OnlinePolicy
{
    /// <summary><c>online.allowed</c>.</summary>
    public OnlineAllowed Allowed { get; init; } = OnlineAllowed.Mobile;
}
