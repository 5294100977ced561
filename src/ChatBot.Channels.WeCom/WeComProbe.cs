using System.Globalization;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>Tries each account's secret and says what is set up. Webhooks cannot be tried without the group reading it.</summary>
internal sealed class WeComProbe(WeComAccounts accounts, WeComApiClient api, RobotProbe robots) : IChannelProbe
{
    public string Name => WeComChannel.ChannelName;

    public async Task<IReadOnlyList<ProbeFinding>> ProbeAsync(CancellationToken cancellationToken)
    {
        var findings = new List<ProbeFinding>();
        foreach (var account in accounts.All)
        {
            var path = $"{WeComOptions.Section}:{account.Name}";
            if (account.Options.App is not null)
            {
                findings.Add(await ProbeTokenAsync(account, path, cancellationToken));
                findings.Add(ProbeCallback(account, path));
            }

            findings.AddRange(await robots.ProbeAsync(account, cancellationToken));
            findings.AddRange(account.Options.GroupWebhooks.Keys.Select(alias => new ProbeFinding(
                $"{path}:GroupWebhooks:{alias}", true, "a key is set; it is tried when something is posted. Speaks to one group and hears nothing; buttons are words to type")));
        }

        return findings;
    }

    private async Task<ProbeFinding> ProbeTokenAsync(WeComAccount account, string path, CancellationToken cancellationToken)
    {
        try
        {
            var token = await api.FetchTokenAsync(account, WeComCaller.App, cancellationToken);
            return new($"{path}:App", true, string.Create(CultureInfo.InvariantCulture, $"access token fetched, good for {token.Lifetime.TotalMinutes:0} minutes"));
        }
        catch (WeComApiException e)
        {
            return new($"{path}:App", false, $"no access token: {e.Failure} {e.Code}", Advise(e, path, account.Options.ApiBaseUrl.Host));
        }
    }

    private static ProbeFinding ProbeCallback(WeComAccount account, string path) => account.AppCrypto is null
        ? new($"{path}:App:Token", false, "the app has no callback and hears nothing",
            $"Set {path}:App:Token and {path}:App:EncodingAesKey as under 接收消息服务器 in the admin console, unless the app is only to send.")
        : new($"{path}:App:Token", true, $"callback at /callbacks/wecom/app/{account.Name}. Hears and says 1:1, never groups; buttons are {(account.Options.App!.Cards ? "cards" : "words to type")}");

    private static string Advise(WeComApiException e, string path, string host) => e.Failure switch
    {
        FailureCategory.ServiceDown or FailureCategory.Transient or FailureCategory.UnknownOutcome =>
            $"See whether this machine reaches {host} (proxy, firewall, name resolution).",
        FailureCategory.Authentication => $"Copy {path}:App:Secret anew from the app's page; stop trying, a wrong secret locks this address for an hour.",
        FailureCategory.Configuration => $"Compare {path}:CorpId and {path}:App with the admin console; put this machine's address into 企业可信IP.",
        FailureCategory.RateLimited => "Wait a while: tokens were fetched too often.",
        FailureCategory.Permanent => $"Look up code {e.Code} in the platform's list of codes.",
    };
}
