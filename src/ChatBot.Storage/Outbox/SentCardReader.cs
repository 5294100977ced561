using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;

namespace ChatBot.Storage.Outbox;

/// <inheritdoc/>
internal sealed class SentCardReader(Postgres postgres) : ISentCards
{
    private const string Live = """
        SELECT card_key, copy_id, channel, account, kind, address, member_id, handle, sent_at, expires_at, shown
        FROM sent_card WHERE branch_id = $1 AND card_key = $2 AND state = 'live' AND expires_at > $3 ORDER BY sent_at, copy_id
        """;

    public Task<IReadOnlyList<SentCard>> LiveAsync(BranchId branch, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch),
            Live,
            [P.Of(branch.Value), P.Of(key), P.Of(now)],
            row => new SentCard(
                row.GetString(0),
                row.GetString(1),
                new OutboundRoute(row.GetString(2), row.GetString(3), row.Code<RouteKind>(4), row.GetString(5)),
                row.Id(6) is { } reader ? new MemberId(reader) : null,
                row.GetString(7),
                row.At(8),
                row.At(9),
                row.GetString(10)),
            cancellationToken);
}
