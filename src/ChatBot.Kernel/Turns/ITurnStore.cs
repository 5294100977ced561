using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>Fast, forgettable memory of turns (Redis).</summary>
public interface ITurnStore
{
    /// <summary>
    /// Claims the message, takes the person's lease, reads the dialog state: one round trip, one more after a lost turn.
    /// </summary>
    /// <param name="message">What came in.</param>
    /// <param name="owner">Names the try; a second claim by the same owner is the first one repeated.</param>
    /// <param name="lost">A turn of the person that was called lost: what it should have forgotten is forgotten first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task<TurnClaim> ClaimAsync(InboundMessage message, string owner, LostTurn? lost, CancellationToken cancellationToken);

    /// <summary>One round trip: keeps the reply under the message, the next state, and gives the lease back.</summary>
    /// <param name="turn">The message, by whom it was claimed, and what comes of it.</param>
    /// <param name="isAgain">
    /// A try before it may have come through after all, and a later turn of the person may have written since: then the
    /// state is no longer this turn's to write.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task CompleteAsync(CompletedTurn turn, bool isAgain, CancellationToken cancellationToken);

    /// <summary>Forgets what the person's memory holds from before a turn that was called lost, or from it.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task ForgetAsync(LostTurn lost, CancellationToken cancellationToken);

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
