using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>What replicas share, in memory: leases and questions. Can be away, as Redis can.</summary>
internal sealed class MemoryReplicas : ILeaseStore, IReplicaRelay
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Owner, long Until)> _leases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<string, CancellationToken, Task<string?>>> _services = new(StringComparer.Ordinal);

    public bool IsAway { get; set; }

    public Task<bool> TryHoldAsync(string name, string owner, TimeSpan lasts, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_gate)
        {
            if (Holder(name) is { } holder && holder != owner)
            {
                return Task.FromResult(false);
            }

            _leases[name] = (owner, Environment.TickCount64 + (long)lasts.TotalMilliseconds);
            return Task.FromResult(true);
        }
    }

    public Task<string?> HolderOfAsync(string name, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_gate)
        {
            return Task.FromResult(Holder(name));
        }
    }

    public Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_gate)
        {
            if (Holder(name) == owner)
            {
                _leases.Remove(name);
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>Everything is forgotten, as after a restart of Redis without its file.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _leases.Clear();
        }
    }

    public Task<IAsyncDisposable> ServeAsync(string name, Func<string, CancellationToken, Task<string?>> answer, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _services[name] = answer;
        return Task.FromResult<IAsyncDisposable>(new Service(this, name, answer));
    }

    public async Task<RelayAnswer> AskAsync(string name, string question, TimeSpan patience, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return !_services.TryGetValue(name, out var service) ? new RelayAnswer(RelayOutcome.NobodyThere, "")
            : await service(question, cancellationToken) is { } answer ? new RelayAnswer(RelayOutcome.Answered, answer)
            : new RelayAnswer(RelayOutcome.NoAnswer, "");
    }

    private string? Holder(string name) =>
        _leases.TryGetValue(name, out var lease) && lease.Until > Environment.TickCount64 ? lease.Owner : null;

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new StoreUnavailableException("away");
        }
    }

    private sealed class Service(MemoryReplicas replicas, string name, Func<string, CancellationToken, Task<string?>> answer) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            replicas._services.TryRemove(KeyValuePair.Create(name, answer));
            return ValueTask.CompletedTask;
        }
    }
}
