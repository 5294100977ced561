using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Escalation;

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
    public bool Counts(AttendanceMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return Kinds.Contains(mark.Kind) && mark.HeldOnItsOwn != false;
    }
}
