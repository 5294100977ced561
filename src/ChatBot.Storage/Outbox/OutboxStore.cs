using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Outbox;
using Npgsql;

namespace ChatBot.Storage.Outbox;

/// <inheritdoc/>
internal sealed class OutboxStore(Postgres postgres, TimeProvider time) : IOutboxStore
{
    /// <summary>A dispatcher serves all branches; what it then does with a row it does within the row's branch.</summary>
    private static readonly Scope Dispatching = Scope.AllBranches("a dispatcher claims what is due in any branch");

    /// <summary>How often a bucket is looked at again when all that was found there had been claimed by others meanwhile.</summary>
    private const int MostLooks = 3;

    private const int MostBlockedBranches = 100;

    public async Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(
        DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var ready = (await BucketsAsync(OutboxStatements.ReadySince, [now], cancellationToken)).OrderBy(b => b.At).ToList();
        var claimed = new List<OutboxRow>();
        for (var i = 0; i < ready.Count && claimed.Count < most; i++)
        {
            // Each of the buckets left gets an equal part of the places left, so that a busy one starves nobody.
            var share = (most - claimed.Count + ready.Count - i - 1) / (ready.Count - i);
            claimed.AddRange(await ClaimAsync(ready[i].Bucket, now, share, lease, cancellationToken));
        }

        return InOrder(claimed);
    }

    public async Task<IReadOnlyList<OutboxItem>> ClaimCompanionsAsync(
        OutboxItem item, IReadOnlyCollection<string> kinds, DateTimeOffset dueBy, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken) =>
        item.Lane is { } lane
            ? InOrder(await postgres.QueryAsync<OutboxRow>(
                Scope.Of(item.Branch),
                OutboxStatements.ClaimCompanions,
                [P.Of(item.Branch.Value), P.Of(lane), P.Many(kinds), P.Of(dueBy), P.Of(leaseUntil), P.Of((long)most)],
                cancellationToken))
            : [];

    public async Task FanOutAsync(OutboxItem item, IReadOnlyList<OutboxCopy> copies, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await postgres.WriteAsync(
                Scope.Of(item.Branch),
                batch =>
                {
                    var writes = new WriteBatch(batch, item.Branch);
                    writes.Add(OutboxStatements.FinishFannedOut, P.Of(item.Id), P.Of(item.ClaimNumber), P.Of(now));
                    foreach (var copy in copies)
                    {
                        writes.Add(OutboxStatements.FanOut, P.Of(item.Id), P.Of(copy.Id), P.Of(copy.Lane), P.Of(copy.Channel));
                    }
                },
                cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresFailures.GuardDidNotHold)
        {
            // Another dispatcher holds the row by now; it makes the copies.
        }
    }

    public Task CompleteAsync(
        IReadOnlyList<OutboxItem> items, string outcome, string detail, SentCard? card, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (outcome is not ("sent" or "dropped" or "done"))
        {
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outbox row ends sent, dropped or done.");
        }

        return FinishAsync(items, outcome, detail, card, now, cancellationToken);
    }

    public async Task RescheduleAsync(OutboxItem item, OutboxWait wait, string detail, CancellationToken cancellationToken)
    {
        // Not a tick before, or who claims it in that tick would be told to wait again, and again.
        NpgsqlParameter[] parameters =
        [
            P.Of(item.Branch.Value), P.Of(item.Id), P.Of(item.ClaimNumber), P.NotBefore(wait.Until),
            P.Of(wait.CountsAsAttempt ? 1 : 0), P.Of(detail), P.Of(wait.HoldsLane), P.Of(wait.Pinned), P.Of(time.GetUtcNow()),
        ];
        try
        {
            await postgres.ExecuteAsync(Scope.Of(item.Branch), OutboxStatements.Reschedule, parameters, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The later row came in this very moment; this one melts into it.
            await FinishAsync([item], "dropped", detail, null, time.GetUtcNow(), cancellationToken);
        }
    }

    public Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        FinishAsync([item], "dead", detail, null, now, cancellationToken);

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var next = await BucketsAsync(OutboxStatements.NextDue, [], cancellationToken);
        return next.Count > 0 ? next.Min(b => b.At) : null;
    }

    /// <summary>The buckets for which a statement finds a time, asked in one round trip.</summary>
    private Task<IReadOnlyList<(short Bucket, DateTimeOffset At)>> BucketsAsync(
        string sql, IReadOnlyList<DateTimeOffset> times, CancellationToken cancellationToken)
    {
        var statements = new List<NpgsqlBatchCommand>(OutboxWrites.Buckets);
        for (short bucket = 0; bucket < OutboxWrites.Buckets; bucket++)
        {
            statements.Add(Postgres.Command(sql, [P.Of(bucket), .. times.Select(P.Of)]));
        }

        return postgres.ReadAsync<IReadOnlyList<(short, DateTimeOffset)>>(
            Dispatching,
            statements,
            async (rows, token) =>
            {
                var found = new List<(short, DateTimeOffset)>();
                for (short bucket = 0; bucket < OutboxWrites.Buckets; bucket++)
                {
                    found.AddRange((await rows.ListAsync<DateTimeOffset>(token)).Select(at => (bucket, at)));
                    await rows.NextResultAsync(token);
                }

                return found;
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        short bucket, DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var found = await postgres.QueryAsync<CandidateRow>(
                Dispatching, OutboxStatements.Candidates, [P.Of(bucket), P.Of(now), P.Of((long)most)], cancellationToken);
            if (found.Count == 0)
            {
                await FollowTheFirstAsync(bucket, now, cancellationToken);
                return [];
            }

            var claimed = await ClaimAsync(found.ToLookup(f => f.BranchId, f => f.OutboxId), now, lease, cancellationToken);
            if (claimed.Count > 0 || look == MostLooks)
            {
                return claimed;
            }
        }
    }

    /// <summary>One statement a branch, since a branch's rows lie on one node; all in one round trip.</summary>
    private Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        ILookup<Guid, Guid> candidates, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken) =>
        postgres.ReadAsync<IReadOnlyList<OutboxRow>>(
            Dispatching,
            [.. candidates.Select(of => Postgres.Command(OutboxStatements.Claim, [P.Of(of.Key), P.Of(now), P.Many(of), P.Of(now + lease)]))],
            async (rows, token) =>
            {
                var claimed = new List<OutboxRow>();
                do
                {
                    claimed.AddRange(await rows.ListAsync<OutboxRow>(token));
                }
                while (await rows.NextResultAsync(token));

                return claimed;
            },
            cancellationToken);

    private async Task FollowTheFirstAsync(short bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var blocked = await postgres.QueryAsync<BranchId>(
            Dispatching, OutboxStatements.Blocked, [P.Of(bucket), P.Of(now), P.Of((long)MostBlockedBranches)], cancellationToken);
        foreach (var branch in blocked)
        {
            await postgres.ExecuteAsync(
                Scope.Of(branch), OutboxStatements.FollowTheFirst, [P.Of(branch.Value), P.Of(now)], cancellationToken);
        }
    }

    private Task<int> FinishAsync(
        IReadOnlyList<OutboxItem> items, string state, string detail, SentCard? card, DateTimeOffset now, CancellationToken cancellationToken) =>
        postgres.WriteAsync(
            Scope.Of(items[0].Branch),
            batch =>
            {
                var writes = new WriteBatch(batch, items[0].Branch);
                writes.Add(
                    OutboxStatements.Finish,
                    P.Many(items.Select(i => i.Id)),
                    P.Many(items.Select(i => (long)i.ClaimNumber)),
                    P.Of(state),
                    P.Of(detail),
                    P.Of(now));
                if (card is not null)
                {
                    writes.Add(
                        OutboxStatements.KeepCard,
                        P.Of(card.Key),
                        P.Of(card.CopyId),
                        P.Of(card.Route.Channel),
                        P.Of(card.Route.Account),
                        P.Of(card.Route.Kind),
                        P.Of(card.Route.Address),
                        P.Of(card.Reader?.Value),
                        P.Of(card.Handle),
                        P.Of(now),
                        P.Of(card.ExpiresAt),
                        P.Of(card.Shown));
                }
            },
            cancellationToken);

    private static IReadOnlyList<OutboxItem> InOrder(IEnumerable<OutboxRow> rows) =>
        [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Seq).Select(r => r.ToItem())];

    private sealed record CandidateRow(Guid BranchId, Guid OutboxId);
}
