using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>Sends on whichever way serves the route; the first of them, where two could.</summary>
internal sealed class WeComChannel(IEnumerable<IWeComRoutes> ways) : IChannel
{
    public const string ChannelName = "wecom";

    private readonly IWeComRoutes[] _ways = [.. ways];

    public string Name => ChannelName;

    public bool CanSend(OutboundRoute route) => Find(route) is not null;

    public RouteAbilities AbilitiesOf(OutboundRoute route) => Find(route)?.AbilitiesOf(route) ?? RouteAbilities.TextOnly;

    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Find(route)?.LimitsOf(route, message) ?? [];
    }

    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

    public Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken) =>
        Find(route)?.SendAsync(route, message, idempotencyKey, cancellationToken)
        ?? Task.FromResult(SendResult.Failed(FailureCategory.Configuration, "no-route"));

    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Find(route)?.UpdateAsync(route, copyId, handle, message, cancellationToken)
        ?? Task.FromResult(SendResult.Failed(FailureCategory.Configuration, "no-route"));

    private IWeComRoutes? Find(OutboundRoute route) =>
        route.Channel == ChannelName ? Array.Find(_ways, w => w.Serves(route)) : null;
}
