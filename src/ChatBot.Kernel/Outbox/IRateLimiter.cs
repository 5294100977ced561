using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Outbox;

/// <summary>Limits of the platforms, shared by all replicas (Redis).</summary>
public interface IRateLimiter
{
    /// <summary>Takes the places in all windows, or in none: then how long to wait for the fullest.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away.</exception>
    Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken);
}
