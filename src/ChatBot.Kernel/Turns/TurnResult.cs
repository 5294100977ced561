using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Kernel.Turns;

/// <summary>The outcome of one turn, before it is committed.</summary>
public sealed record TurnResult
{
    /// <summary>What to answer, in words.</summary>
    public required IReadOnlyList<OutboundMessage> Replies { get; init; }

    /// <summary>The sender's dialog state from now on; null for none.</summary>
    public string? NextState { get; init; }

    /// <summary>Whether the bot asked something whose answer makes sense only with <see cref="NextState"/>.</summary>
    public bool AwaitsAnswer { get; init; }

    /// <summary>Whether the person was told that what came before is lost (<see cref="TurnMemory.IsLost"/>).</summary>
    public bool SaysLost { get; init; }

    /// <summary>What to write; null or empty when the turn changes nothing.</summary>
    public ChangeSet? Changes { get; init; }

    /// <summary>Id of the dialog run whose submission this is: a second submission of the same run changes nothing.</summary>
    public string? SubmissionId { get; init; }
}
