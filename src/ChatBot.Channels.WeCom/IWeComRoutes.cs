using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>One of the ways on which <see cref="WeComChannel"/> sends: app, group robot, group chat of the app, smart robot.</summary>
internal interface IWeComRoutes
{
    /// <summary>Whether the route is of this way and can be served with the present settings.</summary>
    bool Serves(OutboundRoute route);

    /// <inheritdoc cref="IChannel.AbilitiesOf"/>
    RouteAbilities AbilitiesOf(OutboundRoute route);

    /// <inheritdoc cref="IChannel.LimitsOf"/>
    IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message);

    /// <inheritdoc cref="IChannel.SendAsync"/>
    Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken);

    /// <inheritdoc cref="IChannel.UpdateAsync"/>
    Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(SendResult.Failed(FailureCategory.Configuration, "no-cards"));
}
