using ChatBot.Kernel.Outbox;

namespace ChatBot.Kernel.Ledger;

/// <summary>The claimed row is done by the work in the same transaction. Guard: it still is ours.</summary>
public sealed record OutboxDone(OutboxItem Item, DateTimeOffset At) : Change;
