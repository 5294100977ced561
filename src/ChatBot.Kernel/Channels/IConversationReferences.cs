namespace ChatBot.Kernel.Channels;

/// <summary>
/// How a person or group of a Bot Framework client is spoken to on the bot's own account: the platform has no address for
/// either, only the conversation in which one was heard.
/// </summary>
/// <param name="Account">The configured account.</param>
/// <param name="Kind">Whether the address is a person's or a group's; webhooks have none.</param>
/// <param name="Address">User id or conversation id, as in <see cref="OutboundRoute.Address"/>.</param>
/// <param name="ServiceUrl">The client's connector; checked against the allowed ones each time it is used.</param>
/// <param name="ChannelId">The client, for example <c>msteams</c>.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="BotId">The bot's id in that client.</param>
/// <param name="TenantId">The organisation, where the client names one.</param>
public sealed record ConversationAddress(
    string Account, RouteKind Kind, string Address, string ServiceUrl, string ChannelId, string ConversationId, string BotId, string? TenantId);

/// <summary>Keeps the newest <see cref="ConversationAddress"/> of each person and group (Postgres).</summary>
public interface IConversationReferences
{
    /// <summary>Keeps it in place of an earlier one.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away.</exception>
    Task KeepAsync(ConversationAddress address, CancellationToken cancellationToken);

    /// <summary>The newest one, or null.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away.</exception>
    Task<ConversationAddress?> FindAsync(string account, RouteKind kind, string address, CancellationToken cancellationToken);
}
