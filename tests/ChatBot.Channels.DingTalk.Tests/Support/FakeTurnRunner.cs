using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>A bot that says what the test wants, with real claims to deliver.</summary>
internal sealed class FakeTurnRunner : ITurnRunner
{
    private readonly ConcurrentQueue<InboundMessage> _heard = new();
    private readonly ConcurrentDictionary<string, bool> _delivering = new(StringComparer.Ordinal);

    /// <summary>What the bot does with a message; by default it echoes.</summary>
    public Func<InboundMessage, CancellationToken, Task<TurnOutcome>> OnMessage { get; set; } =
        (message, _) => Task.FromResult(Says(TurnStatus.Done, "收到：" + message.Text));

    /// <summary>Whether the store of claims is away: then everybody may deliver.</summary>
    public bool IsStoreAway { get; set; }

    public IReadOnlyList<InboundMessage> Heard => [.. _heard];

    public static TurnOutcome Says(TurnStatus status, params IEnumerable<string> texts) =>
        new(status, [.. texts.Select(text => new OutboundMessage { Text = text })]);

    /// <summary>From now on every message ends so.</summary>
    public void Answer(TurnStatus status, params IReadOnlyList<string> texts) => OnMessage = (_, _) => Task.FromResult(Says(status, texts));

    public Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _heard.Enqueue(message);
        return OnMessage(message, cancellationToken);
    }

    public Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) => Task.FromResult(
        IsStoreAway || _delivering.TryAdd(message.InboxKey, false) ? DeliveryStatus.Taken
        : _delivering[message.InboxKey] ? DeliveryStatus.Delivered
        : DeliveryStatus.Underway);

    public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _delivering[message.InboxKey] = true;
        return Task.CompletedTask;
    }

    public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _delivering.TryRemove(message.InboxKey, out _);
        return Task.CompletedTask;
    }
}
