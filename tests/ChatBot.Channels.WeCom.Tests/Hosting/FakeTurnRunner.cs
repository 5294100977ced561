using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>Stands for the bot behind the endpoints: answers as the test says and keeps what came in.</summary>
internal sealed class FakeTurnRunner : ITurnRunner
{
    private readonly ConcurrentQueue<InboundMessage> _messages = new();
    private readonly ConcurrentDictionary<string, bool> _deliveries = new();

    public Func<InboundMessage, CancellationToken, Task<TurnOutcome>> Answer { get; set; } =
        (_, _) => Task.FromResult(new TurnOutcome(TurnStatus.Done, []));

    public IReadOnlyList<InboundMessage> Messages => [.. _messages];

    /// <summary>The one message that came.</summary>
    public InboundMessage Single => Messages is [var only] ? only : throw new InvalidOperationException($"{Messages.Count} messages came.");

    public void Says(params string[] replies) => Ends(TurnStatus.Done, replies);

    public void Ends(TurnStatus status, params string[] replies) => Answer = (_, _) =>
        Task.FromResult(new TurnOutcome(status, [.. replies.Select(r => new OutboundMessage { Text = r })]));

    public Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _messages.Enqueue(message);
        return Answer(message, cancellationToken);
    }

    public Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) => Task.FromResult(
        _deliveries.TryAdd(message.InboxKey, false) ? DeliveryStatus.Taken
        : _deliveries[message.InboxKey] ? DeliveryStatus.Delivered
        : DeliveryStatus.Underway);

    public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _deliveries[message.InboxKey] = true;
        return Task.CompletedTask;
    }

    public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _deliveries.TryRemove(message.InboxKey, out _);
        return Task.CompletedTask;
    }
}
