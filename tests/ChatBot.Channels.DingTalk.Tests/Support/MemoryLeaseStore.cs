using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Leases in memory that never end by themselves.</summary>
internal sealed class MemoryLeaseStore : ILeaseStore
{
    private readonly ConcurrentDictionary<string, string> _holders = new(StringComparer.Ordinal);

    public Task<bool> TryHoldAsync(string name, string owner, TimeSpan lasts, CancellationToken cancellationToken) =>
        Task.FromResult(_holders.GetOrAdd(name, owner) == owner);

    public Task<string?> HolderOfAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_holders.GetValueOrDefault(name));

    public Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken)
    {
        _holders.TryRemove(KeyValuePair.Create(name, owner));
        return Task.CompletedTask;
    }
}
