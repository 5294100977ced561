using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Turns;

namespace ChatBot.Kernel.Tests.Turns;

/// <summary>Postgres as the turn runner sees it: commits once per inbox key; can be away and can conflict.</summary>
internal sealed class FakeInbox : ILedger
{
    private readonly Dictionary<string, InboxEntry> _entries = [];

    public bool IsAway { get; set; }

    /// <summary>How many commits find a guard that does not hold.</summary>
    public int Conflicts { get; set; }

    public int Commits { get; private set; }

    public int Reads { get; private set; }

    public Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        if (_entries.Values.FirstOrDefault(e => e.Key == inbox!.Key || (e.SubmissionId is { } id && id == inbox.SubmissionId)) is { } earlier)
        {
            return Task.FromResult(new CommitResult(CommitStatus.AlreadyDone, earlier));
        }

        if (Conflicts-- > 0)
        {
            return Task.FromResult(new CommitResult(CommitStatus.Conflict));
        }

        _entries.Add(inbox!.Key, inbox);
        Commits++;
        return Task.FromResult(new CommitResult(CommitStatus.Committed));
    }

    public Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Reads++;
        return Task.FromResult(_entries.GetValueOrDefault(key));
    }

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new StoreUnavailableException("Postgres is away.");
        }
    }
}
