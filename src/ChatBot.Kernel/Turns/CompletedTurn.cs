using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>What is to be remembered of a turn that is over.</summary>
/// <param name="Message">What it answered.</param>
/// <param name="Owner">By whom it was claimed.</param>
/// <param name="Replies">What was answered; a repeat gets the same.</param>
/// <param name="NextState">The person's dialog state from now on; null for none.</param>
public sealed record CompletedTurn(InboundMessage Message, string Owner, IReadOnlyList<OutboundMessage> Replies, string? NextState);
