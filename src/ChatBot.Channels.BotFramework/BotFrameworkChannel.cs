using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.BotFramework;

/// <summary>What the bot says on its own, in the conversation in which a person or group was last heard.</summary>
internal sealed class BotFrameworkChannel(
    BotFrameworkAccounts accounts, BotFrameworkReferences references, TimeProvider clock, ILogger<BotFrameworkChannel> logger) : IChannel
{
    private static readonly RouteAbilities Abilities = new() { HasButtons = true, HasPickers = true };

    /// <inheritdoc/>
    public string Name => BotFrameworkInbound.Channel;

    /// <inheritdoc/>
    public bool CanSend(OutboundRoute route) =>
        route.Channel == Name
        && route.Address.Length > 0
        && accounts.TryGet(route.Account, out _)
        && route.Kind switch
        {
            RouteKind.Private or RouteKind.Group => true,
            RouteKind.Webhook => false,
        };

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => Abilities;

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => [];

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!CanSend(route) || !accounts.TryGet(route.Account, out var account))
        {
            return SendResult.Failed(FailureCategory.Configuration, "route_not_configured");
        }

        var activities = BotFrameworkActivities.Of(message, route.Kind == RouteKind.Group);
        if (activities.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty_text");
        }

        try
        {
            if (await references.FindAsync(route, cancellationToken) is not { } reference)
            {
                return SendResult.Failed(FailureCategory.Permanent, "not_heard_yet");
            }

            if (!account.Addresses.Allows(reference.ServiceUrl))
            {
                return SendResult.Failed(FailureCategory.Configuration, "service_url_not_allowed");
            }

            await account.Adapter.SendAsync(reference, (context, token) => context.SendActivitiesAsync([.. activities], token), cancellationToken);
            return SendResult.Sent();
        }
        catch (StoreUnavailableException)
        {
            return SendResult.Failed(FailureCategory.ServiceDown, "store_away");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && BotFrameworkErrorCodes.Classify(e, clock.GetUtcNow()) is not null)
        {
            var failed = BotFrameworkErrorCodes.Classify(e, clock.GetUtcNow())!;
            Log.CallFailed(logger, account.Name, failed.Failure!.Value, failed.Code);
            return failed;
        }
    }

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(SendResult.Failed(FailureCategory.Permanent, "no_updates"));
}
