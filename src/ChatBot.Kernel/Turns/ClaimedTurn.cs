using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>A turn that this process runs, or was told not to.</summary>
/// <param name="Message">What it answers.</param>
/// <param name="Owner">Names this try of it in the store.</param>
/// <param name="Started">When it began: a time stamp of the machine's clock (<see cref="TimeProvider.System"/>).</param>
/// <param name="Claim">What the store said; null when it was away.</param>
internal sealed record ClaimedTurn(InboundMessage Message, string Owner, long Started, TurnClaim? Claim);
