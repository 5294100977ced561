using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>Tokens of one process; one caller fetches, the others wait.</summary>
internal sealed class MemoryTokenStore : ITokenStore, IDisposable
{
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The lifetime that came with the last token.</summary>
    public TimeSpan LastLifetime { get; private set; }

    public IReadOnlyCollection<string> Keys => [.. _tokens.Keys];

    public async Task<string> GetAsync(string key, Func<CancellationToken, Task<FetchedToken>> fetch, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_tokens.TryGetValue(key, out var token))
            {
                var fetched = await fetch(cancellationToken);
                LastLifetime = fetched.Lifetime;
                _tokens[key] = token = fetched.Value;
            }

            return token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task InvalidateAsync(string key, string badToken, CancellationToken cancellationToken)
    {
        _tokens.TryRemove(KeyValuePair.Create(key, badToken));
        return Task.CompletedTask;
    }

    public void Dispose() => _gate.Dispose();
}
