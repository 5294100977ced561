using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// A channel whose private messages show their buttons by number where the route has no buttons, and remembers what each
/// number says once the message went out.
/// </summary>
public sealed class OfferingChannel(IChannel channel, IOfferStore offers, TimeProvider clock, ILogger<OfferingChannel> logger) : IChannel
{
    /// <inheritdoc/>
    public string Name => channel.Name;

    /// <inheritdoc/>
    public bool CanSend(OutboundRoute route) => channel.CanSend(route);

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => channel.AbilitiesOf(route);

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => channel.LimitsOf(route, Shown(route, message));

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => channel.BudgetsOf(route);

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var shown = Shown(route, message);
        var result = await channel.SendAsync(route, shown, idempotencyKey, cancellationToken);
        if (result.IsSent && !ReferenceEquals(shown, message))
        {
            // Only what was seen may be answered: an offer that was kept before a send that failed would put an older number to a newer thing.
            await KeepAsync(route, shown, cancellationToken);
        }

        return result;
    }

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        channel.UpdateAsync(route, copyId, handle, message, cancellationToken);

    private OutboundMessage Shown(OutboundRoute route, OutboundMessage message) =>
        route.Kind == RouteKind.Private && !channel.AbilitiesOf(route).HasButtons ? message.Numbered() : message;

    private async Task KeepAsync(OutboundRoute route, OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var person = new PlatformUser(route.Channel, route.Account, route.Address);
            await offers.KeepAsync(person, new Offer([.. message.Buttons.Select(b => b.Say)], clock.GetUtcNow()), cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // The words of the buttons still answer.
            TurnLog.MemoryAway(logger, e);
        }
    }
}
