namespace ChatBot.Kernel.Ledger;

/// <summary>The record: one transaction a turn.</summary>
public interface ILedger
{
    /// <summary>Commits all changes and the inbox entry in one transaction, one batch.</summary>
    /// <exception cref="Turns.StoreUnavailableException">Postgres is away; nothing is known to be written.</exception>
    Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken);

    /// <summary>The kept turn under an inbox key, or null.</summary>
    Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken);
}
