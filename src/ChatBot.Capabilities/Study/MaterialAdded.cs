using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Study;

/// <summary>A new piece. Guard: the number is free.</summary>
public sealed record MaterialAdded(Material Material) : Change;
