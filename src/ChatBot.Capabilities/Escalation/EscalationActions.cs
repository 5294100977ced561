using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Rows of rules.md §20 for steps.</summary>
public static class EscalationActions
{
    /// <summary>See and act on escalation to-dos (H-3).</summary>
    public static ActionRule Handle { get; } = new("escalation.send", Who.Secretary | Who.SessionLeader | Who.DeputyForSecretary, OwnCase.Never);
}
