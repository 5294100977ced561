using System.Globalization;
using ChatBot.Application.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>Buys a token for every app robot and compares clocks; webhooks cannot be tried without posting to a group.</summary>
internal sealed class DingTalkProbe(DingTalkAccounts accounts, DingTalkTokens tokens, TimeProvider clock) : IChannelProbe
{
    // Signatures live an hour either way; long before that the clock is wrong.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

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
            }

            findings.AddRange(account.Options.GroupWebhooks.Select(webhook => Webhook($"{account.Path}:GroupWebhooks:{webhook.Key}", webhook.Value)));
        }

        return findings;
    }

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
