using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Rows of rules.md §20 for who may call, change and see sessions.</summary>
public static class SessionActions
{
    /// <summary>Create, change or cancel a session.</summary>
    public static ActionRule Manage { get; } = new("sessions.create", Who.Secretary | Who.SessionLeader);

    /// <summary>See who has answered, remind those who have not.</summary>
    public static ActionRule SeeAnswers { get; } = new("sessions.answers", Who.Secretary | Who.Committee | Who.Recorder | Who.SessionLeader);
}
