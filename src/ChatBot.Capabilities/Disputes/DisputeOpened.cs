using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Disputes;

/// <summary>A new one. Guard: none of the member for the session is open.</summary>
public sealed record DisputeOpened(Dispute Dispute) : Change;
