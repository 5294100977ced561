using ChatBot.Kernel.Channels;

namespace ChatBot.TestKit;

/// <summary>A channel that reaches nobody: it serves every chat and one webhook, and draws on one monthly budget.</summary>
public sealed class QuietChannel : IChannel
{
    /// <summary>Its name.</summary>
    public const string ChannelName = "simulator";

    /// <summary>The alias of the one webhook that is configured.</summary>
    public const string Webhook = "notices";

    /// <summary>The budget on which sends to groups draw.</summary>
    public static Budget Budget { get; } = new("dingtalk:corp:api", 1000);

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public bool CanSend(OutboundRoute route) => route.Kind != RouteKind.Webhook || route.Address == Webhook;

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => RouteAbilities.TextOnly;

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => [];

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => route.Kind == RouteKind.Group ? [Budget] : [];

    /// <inheritdoc/>
    public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(SendResult.Sent());

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(SendResult.Sent());
}
