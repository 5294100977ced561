using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace ChatBot.Channels.BotFramework;

/// <summary>The bot signs nobody in through the Bot Framework; the SDK wants a client for that in every turn.</summary>
internal sealed class NoUserTokens : UserTokenClient
{
    /// <summary>The only one.</summary>
    public static NoUserTokens Instance { get; } = new();

    /// <inheritdoc/>
    public override Task<TokenResponse> GetUserTokenAsync(
        string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken) => throw NotServed();

    /// <inheritdoc/>
    public override Task<SignInResource> GetSignInResourceAsync(
        string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken) => throw NotServed();

    /// <inheritdoc/>
    public override Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken) => throw NotServed();

    /// <inheritdoc/>
    public override Task<TokenStatus[]> GetTokenStatusAsync(
        string userId, string channelId, string includeFilter, CancellationToken cancellationToken) => throw NotServed();

    /// <inheritdoc/>
    public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(
        string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken) => throw NotServed();

    /// <inheritdoc/>
    public override Task<TokenResponse> ExchangeTokenAsync(
        string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken) => throw NotServed();

    private static NotSupportedException NotServed() => new("The bot signs nobody in through the Bot Framework.");
}
