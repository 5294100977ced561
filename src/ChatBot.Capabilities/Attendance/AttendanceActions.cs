using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Rows of rules.md §20 for the attendance list.</summary>
public static class AttendanceActions
{
    /// <summary>Fill in the attendance list.</summary>
    public static ActionRule Mark { get; } = new("attendance.mark", Who.Secretary | Who.Recorder | Who.SessionLeader);

    /// <summary>Confirm the list: the step from "no check-in" to 无故 (H-2).</summary>
    public static ActionRule Confirm { get; } = new("attendance.confirm", Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary, OwnCase.Never);
}
