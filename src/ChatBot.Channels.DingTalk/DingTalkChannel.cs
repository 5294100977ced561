using System.Globalization;
using ChatBot.Application.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>What the bot says on its own: private messages and groups through the app robot, groups through custom webhooks.</summary>
internal sealed class DingTalkChannel(DingTalkAccounts accounts, DingTalkSender sender, DingTalkPartProgress progress) : IChannel
{
    // More within a minute blocks the webhook for ten (custom-robots-send-group-messages 2026-07-14).
    private const int WebhookRatePerMinute = 20;

    private static readonly RouteAbilities ApiAbilities = new() { Cost = 1 };
    private static readonly RouteAbilities WebhookAbilities = new() { ChecksDuplicates = true };

    /// <inheritdoc/>
    public string Name => DingTalkInbound.Channel;

    /// <inheritdoc/>
    public bool CanSend(OutboundRoute route) =>
        route.Channel == Name
        && route.Address.Length > 0
        && accounts.TryGet(route.Account, out var account)
        && route.Kind switch
        {
            RouteKind.Private or RouteKind.Group => account.Options.HasApp,
            RouteKind.Webhook => account.Options.GroupWebhooks.ContainsKey(route.Address),
        };

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => route.Kind == RouteKind.Webhook ? WebhookAbilities : ApiAbilities;

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return route.Kind == RouteKind.Webhook && DingTalkText.ForWebhook(message.PlainText).Count is > 0 and var parts
            ? [new RateWindow($"{Name}:{route.Account}:webhook:{route.Address}", WebhookRatePerMinute, TimeSpan.FromMinutes(1), parts)]
            : [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(SendResult.Failed(FailureCategory.Configuration, "no_cards"));

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        if (!CanSend(route) || !accounts.TryGet(route.Account, out var account))
        {
            return SendResult.Failed(FailureCategory.Configuration, "route_not_configured");
        }

        var parts = route.Kind == RouteKind.Webhook ? DingTalkText.ForWebhook(message.PlainText) : DingTalkText.ForApi(message.PlainText);
        if (parts.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty_text");
        }

        for (var part = progress.PartsSent(idempotencyKey); part < parts.Count; part++)
        {
            var result = await SendPartAsync(account, route, parts[part], Key(idempotencyKey, part), cancellationToken);
            if (!result.IsSent)
            {
                progress.Remember(idempotencyKey, part);
                return result;
            }
        }

        progress.Forget(idempotencyKey);
        return SendResult.Sent();
    }

    private static string Key(string idempotencyKey, int part) =>
        part == 0 ? idempotencyKey : string.Create(CultureInfo.InvariantCulture, $"{idempotencyKey}-{part + 1}");

    private Task<SendResult> SendPartAsync(
        DingTalkAccount account, OutboundRoute route, string text, string key, CancellationToken cancellationToken) => route.Kind switch
        {
            RouteKind.Private => sender.ToPersonAsync(account, route.Address, text, cancellationToken),
            RouteKind.Group => sender.ToGroupAsync(account, route.Address, text, cancellationToken),
            RouteKind.Webhook => sender.ToWebhookAsync(account, account.Options.GroupWebhooks[route.Address], text, key, cancellationToken),
        };
}
