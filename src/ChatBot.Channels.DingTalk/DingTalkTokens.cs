using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>Access tokens of the app (<c>v1.0/oauth2/accessToken</c>), shared by all replicas through <see cref="ITokenStore"/>.</summary>
internal sealed class DingTalkTokens(DingTalkApi api, ITokenStore store)
{
    // Asking again within the life of a token prolongs the same one; the Python SDK renews 5 minutes before the end.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    /// <summary>The token in use.</summary>
    /// <exception cref="DingTalkTokenException">The platform gave none.</exception>
    public Task<string> GetAsync(DingTalkAccount account, CancellationToken cancellationToken) =>
        store.GetAsync(Key(account), ct => FetchAsync(account, ct), cancellationToken);

    /// <summary>Drops a token that was refused.</summary>
    public Task InvalidateAsync(DingTalkAccount account, string badToken, CancellationToken cancellationToken) =>
        store.InvalidateAsync(Key(account), badToken, cancellationToken);

    /// <summary>Asks the platform, past the store.</summary>
    public Task<DingTalkAnswer> RequestAsync(DingTalkAccount account, CancellationToken cancellationToken) =>
        api.SendAsync(
            new DingTalkRequest<TokenRequest>(
                account.Name,
                "oauth2/accessToken",
                DingTalkAddresses.Under(account.Api, "/v1.0/oauth2/accessToken"),
                new TokenRequest(account.Options.AppKey, account.Options.AppSecret),
                DingTalkJson.Outgoing.TokenRequest,
                IsSend: false),
            cancellationToken);

    private static string Key(DingTalkAccount account) => $"dingtalk:{account.Name}:{account.Options.AppKey}";

    private async Task<FetchedToken> FetchAsync(DingTalkAccount account, CancellationToken cancellationToken)
    {
        var answer = await RequestAsync(account, cancellationToken);
        if (answer.Failure is { } failure)
        {
            throw new DingTalkTokenException(failure);
        }

        if (answer.Body is not { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 and <= int.MaxValue })
        {
            throw new DingTalkTokenException(new DingTalkFailure(FailureCategory.Transient, "token_missing"));
        }

        var life = TimeSpan.FromSeconds(answer.Body.ExpiresIn.Value) - Margin;
        return new FetchedToken(token, life > ShortestLife ? life : ShortestLife);
    }
}

/// <summary>Carries the platform's refusal of a token through <see cref="ITokenStore"/>.</summary>
internal sealed class DingTalkTokenException(DingTalkFailure failure) : Exception($"DingTalk gave no access token ({failure.Code}).")
{
    /// <summary>Why; a new token is what was asked for, so it cannot help.</summary>
    public DingTalkFailure Failure { get; } = failure with { RenewsToken = false };
}
