using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ChatBot.Storage.Channels;

/// <summary>
/// Access tokens: in this process for a moment, in Redis for all replicas, fetched by one of them. Fetching a token twice
/// is not only waste: a platform may make the first one invalid.
/// </summary>
internal sealed class TokenStore(RedisStore redis, TimeProvider time, ILogger<TokenStore> logger) : ITokenStore
{
    /// <summary>How long a token is used without asking Redis.</summary>
    private static readonly TimeSpan Nearby = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FetchLease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The token; an empty list is the right to fetch it, nothing means that another does. In one step, since between two
    /// another replica may have fetched it and left.
    /// </summary>
    private const string GetOrLock = """
        local token = redis.call('GET', KEYS[1])
        if token then return {token} end
        if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {} end
        return false
        """;

    private const string DeleteIfSame = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
        return 0
        """;

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _nearby = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    public async Task<string> GetAsync(string key, Func<CancellationToken, Task<FetchedToken>> fetch, CancellationToken cancellationToken)
    {
        if (FindNearby(key) is { } known)
        {
            return known;
        }

        var gate = _gates.GetOrAdd(key, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            return FindNearby(key) ?? await GetSharedAsync(key, fetch, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task InvalidateAsync(string key, string badToken, CancellationToken cancellationToken)
    {
        if (_nearby.TryGetValue(key, out var known) && known.Token == badToken)
        {
            _nearby.TryRemove(new(key, known));
        }

        try
        {
            await redis.RunAsync(DeleteIfSame, [TokenKey(key)], [badToken], cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.TokenNotShared(logger, key, e);
        }
    }

    private async Task<string> GetSharedAsync(string key, Func<CancellationToken, Task<FetchedToken>> fetch, CancellationToken cancellationToken)
    {
        var owner = Guid.NewGuid().ToString("N");
        try
        {
            while (true)
            {
                var found = await redis.RunAsync(
                    GetOrLock, [TokenKey(key), LockKey(key)], [owner, (long)FetchLease.TotalMilliseconds], cancellationToken);
                if (!found.IsNull)
                {
                    if ((RedisValue[]?)found is not [var token])
                    {
                        break;
                    }

                    return Keep(key, token.ToString(), Nearby);
                }

                // Another replica fetches it. Real time, because it is the network that we wait for.
                await Task.Delay(LookAgainAfter, TimeProvider.System, cancellationToken);
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.TokenNotShared(logger, key, e);
            var alone = await fetch(cancellationToken);
            return Keep(key, alone.Value, Usable(alone.Lifetime));
        }

        try
        {
            var token = await fetch(cancellationToken);
            await ShareAsync(key, token, cancellationToken);
            return Keep(key, token.Value, Usable(token.Lifetime) < Nearby ? Usable(token.Lifetime) : Nearby);
        }
        finally
        {
            await GiveBackAsync(key, owner);
        }
    }

    private async Task ShareAsync(string key, FetchedToken token, CancellationToken cancellationToken)
    {
        try
        {
            await redis.RunAsync(
                database => database.StringSetAsync(TokenKey(key), token.Value, Usable(token.Lifetime)), cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.TokenNotShared(logger, key, e);
        }
    }

    private async Task GiveBackAsync(string key, string owner)
    {
        try
        {
            await redis.RunAsync(DeleteIfSame, [LockKey(key)], [owner], CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            // The lock ends by itself.
            Log.TokenNotShared(logger, key, e);
        }
    }

    /// <summary>A tenth before its end a token is renewed, so that none ends on its way.</summary>
    private static TimeSpan Usable(TimeSpan lifetime) =>
        lifetime > TimeSpan.Zero ? lifetime * 0.9 : TimeSpan.FromMilliseconds(1);

    private string? FindNearby(string key) =>
        _nearby.TryGetValue(key, out var known) && known.Until > time.GetUtcNow() ? known.Token : null;

    private string Keep(string key, string token, TimeSpan lifetime)
    {
        _nearby[key] = (token, time.GetUtcNow() + lifetime);
        return token;
    }

    private RedisKey TokenKey(string key) => redis.Key($"k:{{{key}}}:token");

    private RedisKey LockKey(string key) => redis.Key($"k:{{{key}}}:lock");
}
