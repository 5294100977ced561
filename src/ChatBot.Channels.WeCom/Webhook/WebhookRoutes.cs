using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Webhook;

/// <summary>Groups through their robots (群机器人), each by its alias.</summary>
internal sealed class WebhookRoutes(WeComAccounts accounts, WebhookPosts posts, WeComPartProgress progress) : IWeComRoutes
{
    /// <summary>Messages a minute and robot; more are refused with 45009 (page 99110).</summary>
    private const int Rate = 20;

    private static readonly RouteAbilities Abilities = new() { MentionsAll = true };

    /// <inheritdoc/>
    public bool Serves(OutboundRoute route) => Find(route) is not null;

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => Abilities;

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => Find(route) is var (account, webhook)
        ?
        [
            new RateWindow(
                $"{WeComChannel.ChannelName}:{account.Name}:webhook:{route.Address}",
                Rate,
                TimeSpan.FromMinutes(1),
                Math.Max(1, WebhookPiece.Of(message, webhook.Style).Count)),
        ]
        : [];

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var (account, webhook) = Find(route)!.Value;
        var pieces = WebhookPiece.Of(message, webhook.Style);
        if (pieces.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty");
        }

        var key = WeComPartProgress.KeyOf(route, idempotencyKey, message.PlainText);
        for (var i = progress.PartsSent(key); i < pieces.Count; i++)
        {
            var result = pieces[i].File is { } file
                ? await posts.SendFileAsync(account, webhook, file, cancellationToken)
                : await posts.SendAsync(account, webhook, pieces[i].Message!, cancellationToken);
            if (!result.IsSent)
            {
                progress.Remember(key, i);
                return result;
            }
        }

        progress.Forget(key);
        return SendResult.Sent();
    }

    private (WeComAccount Account, WeComWebhookOptions Webhook)? Find(OutboundRoute route) =>
        route.Kind == RouteKind.Webhook
        && accounts.TryGet(route.Account, out var account)
        && account.Options.GroupWebhooks.TryGetValue(route.Address, out var webhook)
            ? (account, webhook)
            : null;
}
