using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>What a message offered by number: "1" says the first of it.</summary>
/// <param name="Says">What each button says, in order.</param>
/// <param name="At">When it was sent; of two offers the newer counts.</param>
public sealed record Offer(IReadOnlyList<string> Says, DateTimeOffset At);

/// <summary>Keeps what the bot's own messages offered by number, so that a bare digit can answer them (Redis).</summary>
public interface IOfferStore
{
    /// <summary>Keeps an offer in place of an earlier one; <see cref="TurnClaim.Offer"/> brings it back.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task KeepAsync(PlatformUser person, Offer offer, CancellationToken cancellationToken);
}

/// <summary>Looks at dialog states without taking a turn.</summary>
public interface IDialogStates
{
    /// <summary>The person's dialog state, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task<string?> PeekAsync(PlatformUser person, CancellationToken cancellationToken);
}
