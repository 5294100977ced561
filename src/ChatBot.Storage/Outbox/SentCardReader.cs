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

    public async Task<IReadOnlyList<SentCard>> LiveAsync(BranchId branch, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await postgres.QueryAsync<Row>(Scope.Of(branch), Live, [P.Of(branch.Value), P.Of(key), P.Of(now)], cancellationToken);
        return [.. rows.Select(r => r.ToCard())];
    }

    private sealed record Row(
        string CardKey,
        string CopyId,
        string Channel,
        string Account,
        string Kind,
        string Address,
        MemberId? MemberId,
        string Handle,
        DateTimeOffset SentAt,
        DateTimeOffset ExpiresAt,
        string Shown)
    {
        public SentCard ToCard() => new(
            CardKey,
            CopyId,
            new OutboundRoute(Channel, Account, Code.Parse<RouteKind>(Kind), Address),
            MemberId,
            Handle,
            SentAt,
            ExpiresAt,
            Shown);
    }
}
