using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Outbox;
using Npgsql;

namespace ChatBot.Storage.Outbox;

/// <inheritdoc/>
internal sealed class OutboxStore(Postgres postgres) : IOutboxStore
{
    /// <summary>A dispatcher serves all branches; what it then does with a row it does within the row's branch.</summary>
    private static readonly Scope Dispatching = Scope.AllBranches("a dispatcher claims what is due in any branch");

    public async Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(
        DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var ready = await postgres.ListAsync(
            Dispatching, OutboxStatements.ReadyBuckets, [P.Of(OutboxWrites.Buckets), P.Of(now)], row => row.GetInt16(0), cancellationToken);
        var claimed = new List<(OutboxItem Item, long Seq)>();
        for (var i = 0; i < ready.Count && claimed.Count < most; i++)
        {
            // Each of the buckets left gets an equal part of the places left, so that a busy one starves nobody.
            var share = (most - claimed.Count + ready.Count - i - 1) / (ready.Count - i);
            var rows = await postgres.ListAsync(
                Dispatching,
                OutboxStatements.Claim,
                [P.Of(ready[i]), P.Of(now), P.Of((long)share), P.Of(now + lease)],
                Read,
                cancellationToken);
            if (rows.Count == 0)
            {
                await postgres.ExecuteAsync(Dispatching, OutboxStatements.FollowTheFirst, [P.Of(ready[i]), P.Of(now)], cancellationToken);
            }

            claimed.AddRange(rows);
        }

        return InOrder(claimed);
    }

    public async Task<IReadOnlyList<OutboxItem>> ClaimCompanionsAsync(
        OutboxItem item, IReadOnlyCollection<string> kinds, DateTimeOffset dueBy, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken) =>
        item.Lane is { } lane
            ? InOrder(await postgres.ListAsync(
                Scope.Of(item.Branch),
                OutboxStatements.ClaimCompanions,
                [P.Of(item.Branch.Value), P.Of(lane), P.Many(kinds), P.Of(dueBy), P.Of(leaseUntil), P.Of((long)most)],
                Read,
                cancellationToken))
            : [];

    public Task FanOutAsync(OutboxItem item, IReadOnlyList<OutboxCopy> copies, DateTimeOffset now, CancellationToken cancellationToken) =>
        postgres.ExecuteAsync(
            Scope.Of(item.Branch),
            OutboxStatements.FanOut,
            [
                P.Of(item.Branch.Value), P.Of(item.Id), P.Of(item.ClaimNumber), P.Of(now),
                P.Many(copies.Select(c => c.Id)), P.Many(copies.Select(c => c.Lane)), P.Many(copies.Select(c => c.Channel!)),
            ],
            cancellationToken);

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
            P.Of(wait.CountsAsAttempt ? 1 : 0), P.Of(detail), P.Of(wait.HoldsLane), P.Of(wait.Pinned),
        ];
        try
        {
            await postgres.ExecuteAsync(Scope.Of(item.Branch), OutboxStatements.Reschedule, parameters, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The later row came in this very moment; this one melts into it.
            await FinishAsync([item], "dropped", detail, null, wait.Until, cancellationToken);
        }
    }

    public Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        FinishAsync([item], "dead", detail, null, now, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        postgres.FirstAsync(
            Dispatching, OutboxStatements.NextDue, [P.Of(OutboxWrites.Buckets)], row => row.AtOrNull(0), cancellationToken);

    private Task<int> FinishAsync(
        IReadOnlyList<OutboxItem> items, string state, string detail, SentCard? card, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scope = Scope.Of(items[0].Branch);
        NpgsqlParameter[] parameters =
        [
            P.Of(items[0].Branch.Value), P.Many(items.Select(i => i.Id)), P.Many(items.Select(i => (long)i.ClaimNumber)),
            P.Of(state), P.Of(detail), P.Of(now),
        ];
        return card is null
            ? postgres.ExecuteAsync(scope, OutboxStatements.Finish, parameters, cancellationToken)
            : postgres.ExecuteAsync(
                scope,
                OutboxStatements.FinishWithCard,
                [
                    .. parameters, P.Of(card.Key), P.Of(card.CopyId), P.Of(card.Route.Channel), P.Of(card.Route.Account),
                    P.Of(card.Route.Kind), P.Of(card.Route.Address), P.Of(card.Reader?.Value), P.Of(card.Handle),
                    P.Of(card.ExpiresAt), P.Of(card.Shown),
                ],
                cancellationToken);
    }

    private static IReadOnlyList<OutboxItem> InOrder(IEnumerable<(OutboxItem Item, long Seq)> rows) =>
        [.. rows.OrderBy(r => r.Item.DueAt).ThenBy(r => r.Seq).Select(r => r.Item)];

    private static (OutboxItem Item, long Seq) Read(NpgsqlDataReader row) => (
        new OutboxItem
        {
            Branch = new BranchId(row.GetGuid(0)),
            Id = row.GetGuid(1),
            DueAt = row.At(2),
            Kind = row.GetString(3),
            Recipient = new Recipient(
                row.Code<RecipientKind>(4),
                row.Id(5) is { } member ? new MemberId(member) : null,
                row.Id(6) is { } group ? new GroupId(group) : null),
            Facts = FactsJson.Read(row.GetString(7)),
            DedupeKey = row.Text(8),
            CoalesceKey = row.Text(9),
            KeepsQuietHours = row.GetBoolean(10),
            Attempts = row.GetInt32(11),
            ClaimNumber = row.GetInt32(12),
            Lane = row.Text(13),
            Channel = row.Text(14),
            Pinned = row.Text(15),
        },
        row.GetInt64(16));
}
