namespace ChatBot.Kernel.Channels;

/// <summary>
/// Leases shared by all replicas (Redis): at most one holder at a time, who must renew; a dead holder's lease ends by itself.
/// </summary>
public interface ILeaseStore
{
    /// <summary>Takes or renews the lease for its owner; false when somebody else holds it.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away; nobody knows who holds it.</exception>
    Task<bool> TryHoldAsync(string name, string owner, TimeSpan lasts, CancellationToken cancellationToken);

    /// <summary>Who holds the lease now; null for nobody.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away; nobody knows who holds it.</exception>
    Task<string?> HolderOfAsync(string name, CancellationToken cancellationToken);

    /// <summary>Gives it back if the owner still holds it.</summary>
    /// <exception cref="Turns.StoreUnavailableException">The store is away.</exception>
    Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken);
}
