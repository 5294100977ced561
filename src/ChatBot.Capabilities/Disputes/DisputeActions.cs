using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Rows of rules.md §20 for disputes.</summary>
public static class DisputeActions
{
    /// <summary>Decide a dispute of a record.</summary>
    public static ActionRule Decide { get; } = new("dispute.decide", Who.Secretary | Who.DeputyForSecretary, OwnCase.Never);
}
