using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Rows of rules.md §20 for check-in for others.</summary>
public static class CheckInActions
{
    /// <summary>Check in for another person (代).</summary>
    public static ActionRule ForAnother { get; } = new("checkin.other", Who.Secretary | Who.Recorder | Who.PersonLeader);

    /// <summary>Show the rotating check-in code.</summary>
    public static ActionRule ShowCode { get; } = new("checkin.code", Who.Secretary | Who.Recorder | Who.SessionLeader);
}
