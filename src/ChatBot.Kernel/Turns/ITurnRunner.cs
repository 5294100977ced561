using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>Runs turns exactly once and in order (design §3).</summary>
public interface ITurnRunner
{
    /// <summary>Runs one turn; does not throw for stores that are away.</summary>
    Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Asks whether to deliver the replies of a message by a separate send (session webhook), and waits some seconds for
    /// another who is at it. Who may, has to say how it ended: <see cref="ConfirmDeliveryAsync"/> or
    /// <see cref="ReleaseDeliveryAsync"/>; of who dies first, the delivery is free again after some seconds.
    /// </summary>
    Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>The replies went out, or may have: no repeat delivers them again.</summary>
    Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>Lets a repeat deliver, after a failed send.</summary>
    Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);
}
