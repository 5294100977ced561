using ChatBot.Application.Channels;
using ChatBot.Channels.WeCom.Robot;

namespace ChatBot.Channels.WeCom;

/// <summary>Sends to members through the self-built app and to groups through their webhooks.</summary>
internal sealed class WeComChannel(WeComAccounts accounts, WeComApiClient api, WeComPartProgress progress, RobotRoutes robot) : IChannel
{
    public const string ChannelName = "wecom";

    /// <summary>Messages a minute and robot; more are refused with 45009 (page 99110).</summary>
    private const int WebhookRate = 20;

    /// <summary>Messages a minute and member; more are dropped without a word (page 90236).</summary>
    private const int MemberRate = 30;

    /// <summary>The same by the hour.</summary>
    private const int MemberRatePerHour = 1000;

    private static readonly RouteAbilities PrivateAbilities = new() { ChecksDuplicates = true };

    public string Name => ChannelName;

    public bool CanSend(OutboundRoute route) => Find(route) is not null || robot.Serves(route);

    public RouteAbilities AbilitiesOf(OutboundRoute route) => robot.Serves(route) ? RobotRoutes.AbilitiesOf(route) : route.Kind switch
    {
        RouteKind.Private => PrivateAbilities,
        RouteKind.Group or RouteKind.Webhook => RouteAbilities.TextOnly,
    };

    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (robot.Serves(route))
        {
            return RobotRoutes.LimitsOf(route, message);
        }

        var parts = Math.Max(1, WeComText.Parts(message.PlainText).Count);
        return route.Kind switch
        {
            RouteKind.Private =>
            [
                new RateWindow($"{Name}:{route.Account}:member:{route.Address}", MemberRate, TimeSpan.FromMinutes(1), parts),
                new RateWindow($"{Name}:{route.Account}:member:{route.Address}", MemberRatePerHour, TimeSpan.FromHours(1), parts),
            ],
            RouteKind.Group => [],
            RouteKind.Webhook => [new RateWindow($"{Name}:{route.Account}:webhook:{route.Address}", WebhookRate, TimeSpan.FromMinutes(1), parts)],
        };
    }

    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(SendResult.Failed(FailureCategory.Configuration, "no-cards"));

    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (robot.Serves(route))
        {
            return await robot.SendAsync(route, message, idempotencyKey, cancellationToken);
        }

        if (Find(route) is not { } send)
        {
            return SendResult.Failed(FailureCategory.Configuration, "no-route");
        }

        var text = message.PlainText;
        var parts = WeComText.Parts(text);
        if (parts.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty");
        }

        var key = WeComPartProgress.KeyOf(route, idempotencyKey, text);
        for (var i = progress.PartsSent(key); i < parts.Count; i++)
        {
            var result = await send(parts[i], cancellationToken);
            if (!result.IsSent)
            {
                progress.Remember(key, i);
                return result;
            }
        }

        progress.Forget(key);
        return SendResult.Sent();
    }

    private Func<string, CancellationToken, Task<SendResult>>? Find(OutboundRoute route)
    {
        if (route.Channel != ChannelName || !accounts.TryGet(route.Account, out var account))
        {
            return null;
        }

        return route.Kind switch
        {
            RouteKind.Private when account.Options.App is not null && IsOneMember(route.Address) =>
                (text, ct) => api.SendTextAsync(account, route.Address, text, checkDuplicates: true, ct),
            RouteKind.Webhook when account.Options.GroupWebhooks.TryGetValue(route.Address, out var webhook) =>
                (text, ct) => api.SendWebhookAsync(account, webhook, text, ct),
            RouteKind.Private or RouteKind.Group or RouteKind.Webhook => null,
        };
    }

    // "a|b" and "@all" are lists to the platform: what is meant for one must never reach many.
    private static bool IsOneMember(string userId) => userId.Length > 0 && userId[0] != '@' && !userId.Contains('|', StringComparison.Ordinal);
}
