using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Keeps tokens until they are refused.</summary>
internal sealed class MemoryTokenStore : ITokenStore
{
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    public TimeSpan LastLifetime { get; private set; }

    public async Task<string> GetAsync(string key, Func<CancellationToken, Task<FetchedToken>> fetch, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(key, out var token))
        {
            return token;
        }

        var fetched = await fetch(cancellationToken);
        LastLifetime = fetched.Lifetime;
        return _tokens[key] = fetched.Value;
    }

    public Task InvalidateAsync(string key, string badToken, CancellationToken cancellationToken)
    {
        _tokens.TryRemove(KeyValuePair.Create(key, badToken));
        return Task.CompletedTask;
    }
}
