using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>What the endpoint sends back.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Replies">What to say in the conversation of the message.</param>
public sealed record TurnOutcome(TurnStatus Status, IReadOnlyList<OutboundMessage> Replies);
