using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>Fast, forgettable memory of turns (Redis).</summary>
public interface ITurnStore
{
    /// <summary>One round trip: claims the message, takes the person's lease, reads the dialog state.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task<TurnClaim> ClaimAsync(InboundMessage message, string owner, CancellationToken cancellationToken);

    /// <summary>One round trip: keeps the reply under the message, the next state, and gives the lease back.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task CompleteAsync(InboundMessage message, string owner, IReadOnlyList<OutboundMessage> replies, string? nextState, CancellationToken cancellationToken);

    /// <summary>Gives claim and lease back without an answer, so that a repeat can run.</summary>
    Task ReleaseAsync(InboundMessage message, string owner, CancellationToken cancellationToken);

    /// <summary>See <see cref="ITurnRunner.TakeDeliveryAsync"/>.</summary>
    Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>See <see cref="ITurnRunner.ConfirmDeliveryAsync"/>.</summary>
    Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>See <see cref="ITurnRunner.ReleaseDeliveryAsync"/>.</summary>
    Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken);

    /// <summary>Counts an event of a person in a window (wrong codes, floods); the count so far, this one included.</summary>
    Task<long> CountAsync(string key, TimeSpan window, CancellationToken cancellationToken);
}
