using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;

namespace ChatBot.Storage.Channels;

/// <summary>The newest conversation of each person and group of Bot Framework clients, in <c>conversation_reference</c>.</summary>
internal sealed class ConversationReferences(Postgres postgres, TimeProvider clock) : IConversationReferences
{
    private const string Keep = """
        INSERT INTO conversation_reference (account, kind, address, service_url, channel_id, conversation_id, bot_id, tenant_id, heard_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (account, kind, address) DO UPDATE
        SET service_url = excluded.service_url, channel_id = excluded.channel_id, conversation_id = excluded.conversation_id,
            bot_id = excluded.bot_id, tenant_id = excluded.tenant_id, heard_at = excluded.heard_at
        """;

    private const string Find = """
        SELECT service_url, channel_id, conversation_id, bot_id, tenant_id FROM conversation_reference
        WHERE account = $1 AND kind = $2 AND address = $3
        """;

    /// <inheritdoc/>
    public Task KeepAsync(ConversationAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return postgres.ExecuteAsync(
            Scope.NoBranch,
            Keep,
            [
                P.Of(address.Account), P.Of(address.Kind), P.Of(address.Address), P.Of(address.ServiceUrl), P.Of(address.ChannelId),
                P.Of(address.ConversationId), P.Of(address.BotId), P.Of(address.TenantId), P.Of(clock.GetUtcNow()),
            ],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ConversationAddress?> FindAsync(string account, RouteKind kind, string address, CancellationToken cancellationToken) =>
        postgres.FirstAsync(
            Scope.NoBranch,
            Find,
            [P.Of(account), P.Of(kind), P.Of(address)],
            row => new ConversationAddress(
                account, kind, address, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)),
            cancellationToken);
}
