using ChatBot.Kernel.Channels;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Identity.Client;

namespace ChatBot.Channels.BotFramework;

/// <summary>Buys a token for every registration and says what is heard; connectors are known only once somebody was heard.</summary>
internal sealed class BotFrameworkProbe(BotFrameworkAccounts accounts) : IChannelProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => BotFrameworkInbound.Channel;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProbeFinding>> ProbeAsync(CancellationToken cancellationToken)
    {
        var findings = new List<ProbeFinding>();
        foreach (var account in accounts.All)
        {
            findings.Add(account.HasApp
                ? await TokenAsync(account, cancellationToken)
                : new ProbeFinding($"{account.Path}: app id", true, "none: whoever reaches /api/messages may speak as anybody; Development only"));
            findings.Add(new ProbeFinding($"{account.Path}: can", true, Abilities(account)));
        }

        return findings;
    }

    private static string Abilities(BotFrameworkAccount account) =>
        "hear: private, mentions in groups; say: where somebody was heard before; cards: hero cards, suggested actions; not: changing a card; clients: "
        + (account.Options.ChannelIds.Count > 0 ? string.Join(' ', account.Options.ChannelIds) : account.HasApp ? "all but webchat and directline" : "all");

    private static async Task<ProbeFinding> TokenAsync(BotFrameworkAccount account, CancellationToken cancellationToken)
    {
        var subject = $"{account.Path}: access token";
        try
        {
            // As for sending: from this app, for the public connectors.
            var login = account.Options.MicrosoftAppType == BotFrameworkAppType.MultiTenant
                ? AuthenticationConstants.ToChannelFromBotLoginUrl
                : AuthenticationConstants.ToChannelFromBotLoginUrlTemplate.Replace("{0}", account.Options.MicrosoftAppTenantId, StringComparison.Ordinal);
            var credentials = await account.Credentials.CreateCredentialsAsync(
                account.Options.MicrosoftAppId, AuthenticationConstants.ToChannelFromBotOAuthScope, login, validateAuthority: true, cancellationToken);
            await ((AppCredentials)credentials).GetTokenAsync(forceRefresh: true).WaitAsync(Patience, TimeProvider.System, cancellationToken);
            return new ProbeFinding(subject, true, "given");
        }
        catch (MsalServiceException e)
        {
            return new ProbeFinding(subject, false, $"refused, code {e.ErrorCode}", $"Compare {account.Path}:MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType and MicrosoftAppTenantId with the registration.");
        }
        catch (Exception e) when (e is MsalException or HttpRequestException or TimeoutException or UnauthorizedAccessException or AggregateException)
        {
            return new ProbeFinding(subject, false, e.GetType().Name, "Check that login.microsoftonline.com can be reached on port 443 from this machine.");
        }
    }
}
