using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using Npgsql;

namespace ChatBot.Storage.Ledger;

/// <summary>
/// Commits a change set as one batch: one round trip and, because the batch is sent with a single synchronisation point,
/// one implicit transaction, which starts with its scope. The inbox row goes first, so that a repeat is seen as a repeat before any guard of its
/// changes can fail.
/// </summary>
internal sealed class PostgresLedger(Postgres postgres, IBranchDirectory directory, ChangeWriter writer) : ILedger
{
    private const string InsertInbox = """
        INSERT INTO inbox (branch_id, key, submission_id, replies, next_state, handled_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """;

    private const string SelectInbox = """
        SELECT key, submission_id, replies, next_state, handled_at FROM inbox WHERE branch_id = $1 AND key = $2
        """;

    private const string SelectSubmission = """
        SELECT key, submission_id, replies, next_state, handled_at FROM inbox WHERE branch_id = $1 AND submission_id = $2
        """;

    public async Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken)
    {
        if (changes.IsEmpty && inbox is null)
        {
            return new CommitResult(CommitStatus.Committed);
        }

        try
        {
            await postgres.WriteAsync(Scope.Of(changes.Branch), batch => Fill(batch, changes, inbox), cancellationToken);
        }
        catch (PostgresException e) when (inbox is not null && PostgresFailures.IsRepeat(e))
        {
            var earlier = await FindEarlierAsync(changes.Branch, inbox, cancellationToken);
            return new CommitResult(CommitStatus.AlreadyDone, earlier);
        }
        catch (PostgresException e) when (PostgresFailures.IsConflict(e))
        {
            return new CommitResult(CommitStatus.Conflict);
        }

        if (changes.TouchesSnapshot)
        {
            // It is written: a caller that gives up now must not keep the replicas from hearing of it.
            await directory.InvalidateAsync(changes.Branch, CancellationToken.None);
        }

        return new CommitResult(CommitStatus.Committed);
    }

    public async Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<InboxRow>(Scope.Of(branch), SelectInbox, [P.Of(branch.Value), P.Of(key)], cancellationToken))?.ToEntry();

    private void Fill(NpgsqlBatch batch, ChangeSet changes, InboxEntry? inbox)
    {
        var writes = new WriteBatch(batch, changes.Branch);
        if (inbox is not null)
        {
            writes.Add(InsertInbox, P.Of(inbox.Key), P.Of(inbox.SubmissionId), P.Of(inbox.RepliesJson), P.Of(inbox.NextState), P.Of(inbox.At));
        }

        foreach (var change in changes.Changes)
        {
            writer.Write(change, writes);
        }
    }

    private async Task<InboxEntry?> FindEarlierAsync(BranchId branch, InboxEntry inbox, CancellationToken cancellationToken)
    {
        var earlier = await FindInboxAsync(branch, inbox.Key, cancellationToken);
        return earlier is null && inbox.SubmissionId is { } submission
            ? (await postgres.FirstAsync<InboxRow>(
                Scope.Of(branch), SelectSubmission, [P.Of(branch.Value), P.Of(submission)], cancellationToken))?.ToEntry()
            : earlier;
    }

    private sealed record InboxRow(string Key, string? SubmissionId, string Replies, string? NextState, DateTimeOffset HandledAt)
    {
        public InboxEntry ToEntry() => new(Key, SubmissionId, Replies, NextState, HandledAt);
    }
}
