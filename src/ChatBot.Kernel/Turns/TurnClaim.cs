using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>A claim's outcome.</summary>
public sealed record TurnClaim(ClaimStatus Status, string? DialogState = null, IReadOnlyList<OutboundMessage>? Replies = null)
{
    /// <summary>What was offered to the person by number, read in the same round trip.</summary>
    public Offer? Offer { get; init; }
}
