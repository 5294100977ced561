using System.Globalization;
using ChatBot.Channels.DingTalk.Stream;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Channels.DingTalk;

/// <summary>Buys a token for every app robot, asks for the way into stream mode, compares clocks and looks at the month's budgets; webhooks cannot be tried without posting to a group.</summary>
internal sealed class DingTalkProbe(
    DingTalkAccounts accounts, DingTalkTokens tokens, StreamGateway gateway, ISpendLedger spendings, TimeProvider clock) : IChannelProbe
{
    // Signatures live an hour either way; long before that the clock is wrong.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private const double NearlyGone = 0.95;

    /// <inheritdoc/>
    public string Name => DingTalkInbound.Channel;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProbeFinding>> ProbeAsync(CancellationToken cancellationToken)
    {
        var findings = new List<ProbeFinding>();
        foreach (var account in accounts.All)
        {
            if (account.Options.HasApp)
            {
                var answer = await tokens.RequestAsync(account, cancellationToken);
                findings.Add(Token(account, answer));
                if (answer.AnsweredAt is { } theirs)
                {
                    findings.Add(Clock(account, theirs - clock.GetUtcNow()));
                }

                findings.Add(await HearingAsync(account, cancellationToken));
                findings.Add(new ProbeFinding($"{account.Path}: can", true, Abilities(account)));
                if (await BudgetsAsync(account, cancellationToken) is { } budgets)
                {
                    findings.Add(budgets);
                }
            }

            findings.AddRange(account.Options.GroupWebhooks.Select(webhook => Webhook($"{account.Path}:GroupWebhooks:{webhook.Key}", webhook.Value)));
        }

        return findings;
    }

    /// <summary>A ticket that nobody uses ends by itself: the connection of a running service is not touched.</summary>
    private async Task<ProbeFinding> HearingAsync(DingTalkAccount account, CancellationToken cancellationToken)
    {
        var subject = $"{account.Path}: hears";
        if (account.Options.Mode == DingTalkMode.Callback)
        {
            return new ProbeFinding(
                subject, true, $"HTTP mode: the platform must reach https://<your host>/callbacks/dingtalk/robot/{account.Name}; that cannot be tried from here");
        }

        var (address, failure) = await gateway.OpenAsync(account, cancellationToken);
        return address is not null
            ? new ProbeFinding(subject, true, "stream mode: the gateway gave a ticket")
            : new ProbeFinding(
                subject,
                false,
                $"stream mode: {failure!.Category}, code {failure.Code}",
                failure.Category is FailureCategory.Authentication or FailureCategory.Configuration
                    ? "Set 消息接收模式 of the robot to Stream in the console and publish robot and app; compare AppKey and AppSecret."
                    : $"Check that {account.Api.Host} and wss-open-connection*.dingtalk.com can be reached on port 443 from this machine.");
    }

    private async Task<ProbeFinding?> BudgetsAsync(DingTalkAccount account, CancellationToken cancellationToken)
    {
        try
        {
            var read = await spendings.ReadAsync([DingTalkBudgets.ApiOf(account), DingTalkBudgets.StreamOf(account)], cancellationToken);
            var detail = string.Create(
                CultureInfo.InvariantCulture,
                $"API calls {read[0].Spent} of {read[0].Budget.Limit}, messages {read[1].Spent} of {read[1].Budget.Limit}, by our own count");
            return read.All(s => s.Share < NearlyGone)
                ? new ProbeFinding($"{account.Path}: this month", true, detail)
                : new ProbeFinding($"{account.Path}: this month", false, detail, "The organisation's quota is nearly gone: buy an add-on package or wait for the month's end; only free routes go on.");
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static string Abilities(DingTalkAccount account) =>
        "private messages, groups and answers; buttons as "
        + (account.Options.Cards.TemplateId.Length > 0 ? "interactive cards" : "words to type (set Cards:TemplateId for cards)")
        + "; not: messages that do not mention the robot, external groups, mentions by API";

    private static ProbeFinding Token(DingTalkAccount account, DingTalkAnswer answer)
    {
        var subject = $"{account.Path}: access token";
        return answer.Failure switch
        {
            null when answer.Body.AccessToken is { Length: > 0 } => new ProbeFinding(subject, true, "given"),
            null => new ProbeFinding(subject, false, "the answer holds no token", $"Check {account.Path}:ApiBaseUrl."),
            var failure => new ProbeFinding(subject, false, $"{failure.Category}, code {failure.Code}", Advice(account, failure)),
        };
    }

    private static string Advice(DingTalkAccount account, DingTalkFailure failure) => failure.Category switch
    {
        FailureCategory.Authentication =>
            $"Compare {account.Path}:AppKey and AppSecret with Client ID and Client Secret on the app's page of open-dev.dingtalk.com.",
        FailureCategory.Configuration =>
            "Look at the app's permissions and its list of allowed server addresses in the console, and at ApiBaseUrl.",
        FailureCategory.RateLimited => "Too many calls from here, or the month's quota is used up; wait, or look at the quota in the console.",
        FailureCategory.ServiceDown or FailureCategory.Transient or FailureCategory.UnknownOutcome =>
            $"Check that {account.Api.Host} can be reached on port {account.Api.Port.ToString(CultureInfo.InvariantCulture)} from this machine.",
        FailureCategory.Permanent => "Look the code up on the platform's page of error codes.",
    };

    private static ProbeFinding Clock(DingTalkAccount account, TimeSpan skew)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(skew.TotalSeconds):0} s apart");
        return skew.Duration() <= MostSkew
            ? new ProbeFinding($"{account.Path}: clock", true, detail)
            : new ProbeFinding($"{account.Path}: clock", false, detail, "Set this machine's clock (NTP): signatures are refused an hour off.");
    }

    private static ProbeFinding Webhook(string key, DingTalkWebhookOptions webhook) => webhook.Secret.Length > 0
        ? new ProbeFinding(key, true, "configured, signed; not tried, because a try would be seen in the group")
        : new ProbeFinding(key, true, "configured without Secret: the robot's own security setting (keyword or address) must let the messages pass");
}
