using System.Collections.Concurrent;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;

namespace ChatBot.EndToEnd.Tests.Walks;

/// <summary>The real ledger, whose commits are also told to the walk.</summary>
internal sealed class RecordingLedger(ILedger inner) : ILedger
{
    private readonly ConcurrentQueue<Change> _committed = new();

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken)
    {
        var result = await inner.CommitAsync(changes, inbox, cancellationToken);
        if (result.Status == CommitStatus.Committed)
        {
            foreach (var change in changes.Changes)
            {
                _committed.Enqueue(change);
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken) => inner.FindInboxAsync(branch, key, cancellationToken);

    /// <summary>What was committed since the last call.</summary>
    public IReadOnlyList<Change> Take()
    {
        var taken = new List<Change>();
        while (_committed.TryDequeue(out var change))
        {
            taken.Add(change);
        }

        return taken;
    }
}
