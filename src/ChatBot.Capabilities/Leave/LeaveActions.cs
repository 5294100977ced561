using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Leave;

/// <summary>Rows of rules.md §20 for leave.</summary>
public static class LeaveActions
{
    /// <summary>Decide a request for leave (H-1).</summary>
    public static ActionRule Decide { get; } = new("leave.decide", Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary, OwnCase.Never);
}
