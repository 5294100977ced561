using System.Globalization;
using ChatBot.Channels.DingTalk.Cards;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Channels.DingTalk.Webhook;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>What the bot says on its own: private messages and groups through the app robot, groups through custom webhooks.</summary>
internal sealed class DingTalkChannel(DingTalkAccounts accounts, DingTalkSender sender, DingTalkCards cards, DingTalkPartProgress progress) : IChannel
{
    // More within a minute blocks the webhook for ten (custom-robots-send-group-messages 2026-07-14).
    private const int WebhookRatePerMinute = 20;

    // The app's calls a second in the standard edition (billing-model, notice of 2025-10-31).
    private const int AppRatePerSecond = 20;

    private static readonly RouteAbilities WebhookAbilities = new() { ChecksDuplicates = true, MentionsAll = true };
    private static readonly RouteAbilities PrivateAbilities = new() { Cost = 2 };
    private static readonly RouteAbilities GroupAbilities = new() { Cost = 1 };

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
    public RouteAbilities AbilitiesOf(OutboundRoute route)
    {
        var hasCards = accounts.TryGet(route.Account, out var account) && account.Options.Cards.TemplateId.Length > 0;
        return route.Kind switch
        {
            RouteKind.Webhook => WebhookAbilities with
            {
                HasButtons = account?.Options.GroupWebhooks.GetValueOrDefault(route.Address) is { Style: DingTalkWebhookStyle.Card, RobotName.Length: > 0 },
            },
            RouteKind.Group => GroupAbilities with { HasButtons = hasCards, UpdatesCards = hasCards },
            RouteKind.Private => PrivateAbilities with { HasButtons = hasCards, UpdatesCards = hasCards },
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return route.Kind == RouteKind.Webhook
            ? [new RateWindow(
                $"{Name}:{route.Account}:webhook:{route.Address}",
                WebhookRatePerMinute,
                TimeSpan.FromMinutes(1),
                accounts.TryGet(route.Account, out var account) ? Math.Max(1, PostsOf(account, route, message).Count) : 1)]
            : [new RateWindow($"{Name}:{route.Account}:app", AppRatePerSecond, TimeSpan.FromSeconds(1), Math.Max(1, DingTalkText.ForApi(message.PlainText).Count))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => !accounts.TryGet(route.Account, out var account) ? []
        : route.Kind == RouteKind.Webhook ? [DingTalkBudgets.StreamOf(account)]
        : [DingTalkBudgets.ApiOf(account)];

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        accounts.TryGet(route.Account, out var account) && account.Options.Cards.TemplateId.Length > 0
            ? cards.UpdateAsync(account, copyId, message, cancellationToken)
            : Task.FromResult(SendResult.Failed(FailureCategory.Permanent, "no_card_template"));

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

        if (route.Kind is RouteKind.Private or RouteKind.Group && DingTalkCards.Takes(account, message))
        {
            var card = await SendCardAsync(account, route, message, idempotencyKey, cancellationToken);
            if (card.Failure is not (FailureCategory.Permanent or FailureCategory.Configuration))
            {
                return card;
            }
        }

        return route.Kind == RouteKind.Webhook
            ? await SendPartsAsync(
                PostsOf(account, route, message), (post, key) => sender.ToWebhookAsync(account, account.Options.GroupWebhooks[route.Address], post, key, cancellationToken), idempotencyKey)
            : await SendWordsAsync(account, route, message.PlainText, idempotencyKey, cancellationToken);
    }

    /// <summary>The card, after the words that do not fit on it.</summary>
    private async Task<SendResult> SendCardAsync(
        DingTalkAccount account, OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (CardArtist.TooLong(message) is { } words
            && await SendWordsAsync(account, route, words, idempotencyKey + "-words", cancellationToken) is { IsSent: false } failed)
        {
            return failed;
        }

        return await cards.DeliverAsync(
            account, route.Address, route.Kind == RouteKind.Group, message, CardKey.CopyOf(message.Card, idempotencyKey), cancellationToken);
    }

    private Task<SendResult> SendWordsAsync(
        DingTalkAccount account, OutboundRoute route, string text, string idempotencyKey, CancellationToken cancellationToken) => SendPartsAsync(
            DingTalkText.ForApi(text),
            (part, _) => route.Kind == RouteKind.Private
                ? sender.ToPersonAsync(account, route.Address, part, cancellationToken)
                : sender.ToGroupAsync(account, route.Address, part, cancellationToken),
            idempotencyKey);

    /// <summary>One after the other; a later try goes on behind the last that went out.</summary>
    private async Task<SendResult> SendPartsAsync<T>(IReadOnlyList<T> parts, Func<T, string, Task<SendResult>> send, string idempotencyKey)
    {
        if (parts.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty_text");
        }

        for (var part = progress.PartsSent(idempotencyKey); part < parts.Count; part++)
        {
            var result = await send(parts[part], Key(idempotencyKey, part));
            if (!result.IsSent)
            {
                progress.Remember(idempotencyKey, part);
                return result;
            }
        }

        progress.Forget(idempotencyKey);
        return SendResult.Sent();
    }

    private static IReadOnlyList<WebhookBody> PostsOf(DingTalkAccount account, OutboundRoute route, OutboundMessage message) =>
        account.Options.GroupWebhooks.TryGetValue(route.Address, out var webhook) ? WebhookPost.Of(message, webhook.Style, webhook.RobotName) : [];

    private static string Key(string idempotencyKey, int part) =>
        part == 0 ? idempotencyKey : string.Create(CultureInfo.InvariantCulture, $"{idempotencyKey}-{part + 1}");
}
