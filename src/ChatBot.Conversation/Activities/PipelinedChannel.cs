using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.Activities;

/// <summary>A channel whose pushes and later changes of cards pass the middleware first.</summary>
internal sealed class PipelinedChannel(IChannel channel, PushAdapter pushes, ILogger<PipelinedChannel> logger) : IChannel
{
    /// <inheritdoc/>
    public string Name => channel.Name;

    /// <inheritdoc/>
    public bool CanSend(OutboundRoute route) => channel.CanSend(route);

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => channel.AbilitiesOf(route);

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => channel.LimitsOf(route, message);

    /// <inheritdoc/>
    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => channel.BudgetsOf(route);

    /// <inheritdoc/>
    public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken) =>
        PassAsync(route, message, passed => channel.SendAsync(route, passed, idempotencyKey, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<SendResult> UpdateAsync(OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        PassAsync(route, message, passed => channel.UpdateAsync(route, copyId, handle, passed, cancellationToken), cancellationToken);

    private async Task<SendResult> PassAsync(
        OutboundRoute route, OutboundMessage message, Func<OutboundMessage, Task<SendResult>> send, CancellationToken cancellationToken)
    {
        OutboundMessage? passed;
        try
        {
            passed = await pushes.PassAsync(route, message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Like a turn that is not kept: nothing goes out that a middleware has not seen.
            Log.PushNotPassed(logger, e, route.Channel);
            return SendResult.Failed(FailureCategory.Transient, "middleware_failed");
        }

        return passed is null ? SendResult.Failed(FailureCategory.Permanent, "withheld_by_middleware") : await send(passed);
    }
}
