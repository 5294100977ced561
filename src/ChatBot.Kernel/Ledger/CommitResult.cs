namespace ChatBot.Kernel.Ledger;

/// <summary>Outcome of a commit.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Earlier">For <see cref="CommitStatus.AlreadyDone"/>: what was kept then.</param>
public sealed record CommitResult(CommitStatus Status, InboxEntry? Earlier = null);
