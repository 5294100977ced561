using ChatBot.Kernel.Outbox;

namespace ChatBot.Kernel.Ledger;

/// <summary>A row; one with the same dedupe key, or a waiting one with the same coalesce key, stays as it is.</summary>
public sealed record OutboxAdded(OutboxItem Item) : Change;
