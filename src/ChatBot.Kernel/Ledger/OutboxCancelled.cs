namespace ChatBot.Kernel.Ledger;

/// <summary>Waiting rows whose dedupe key begins so are dropped (a session moved or was cancelled).</summary>
public sealed record OutboxCancelled(string DedupeKeyPrefix, string Reason) : Change;
