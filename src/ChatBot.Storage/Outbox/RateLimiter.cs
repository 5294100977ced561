using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using StackExchange.Redis;

namespace ChatBot.Storage.Outbox;

/// <summary>
/// Sliding windows: never more than the allowed number within any sixty seconds. A bucket that refills would let nearly
/// twice as many through, and a platform that sees them blocks the robot for ten minutes.
/// </summary>
internal sealed class RateLimiter(RedisStore redis, TimeProvider time) : IRateLimiter
{
    // KEYS the windows' times. ARGV now, name of this one, then of each window its length, limit and places wanted. The
    // clock is the caller's, so that a clock moved by hand counts too; entries of a future that a moved clock left behind
    // are dropped. All windows have room, or nothing is taken.
    private const string TakeScript = """
        local now, longest = tonumber(ARGV[1]), -1
        for i, key in ipairs(KEYS) do
            local window, limit, wanted = tonumber(ARGV[3 * i]), tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
            redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
            redis.call('ZREMRANGEBYSCORE', key, '(' .. (now + window), '+inf')
            local over = redis.call('ZCARD', key) + math.min(wanted, limit) - limit
            if over > 0 then
                local last = redis.call('ZRANGE', key, over - 1, over - 1, 'WITHSCORES')
                longest = math.max(longest, tonumber(last[2]) + window - now)
            end
        end
        if longest >= 0 then return longest end
        for i, key in ipairs(KEYS) do
            for place = 1, math.min(tonumber(ARGV[3 * i + 2]), tonumber(ARGV[3 * i + 1])) do
                redis.call('ZADD', key, now, ARGV[2] .. place)
            end
            redis.call('PEXPIRE', key, ARGV[3 * i])
        end
        return -1
        """;

    public async Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Count == 0)
        {
            return null;
        }

        var arguments = new List<RedisValue> { time.GetUtcNow().ToUnixTimeMilliseconds(), Guid.NewGuid().ToString("N") };
        foreach (var window in windows)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window.Limit, nameof(windows));
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window.Amount, nameof(windows));
            arguments.AddRange([(long)window.Window.TotalMilliseconds, window.Limit, window.Amount]);
        }

        RedisKey[] keys = [.. windows.Select(w => redis.Key($"r:{{{AccountOf(w.Key)}}}:{w.Key}:{(long)w.Window.TotalSeconds}"))];
        var wait = (long)await redis.RunAsync(TakeScript, keys, [.. arguments], cancellationToken);
        return wait < 0 ? null : TimeSpan.FromMilliseconds(Math.Max(1, wait));
    }

    // The hash tag: windows of one account are found on one node of a cluster.
    private static string AccountOf(string key)
    {
        var channel = key.IndexOf(':', StringComparison.Ordinal);
        var account = channel < 0 ? -1 : key.IndexOf(':', channel + 1);
        return account < 0 ? key : key[..account];
    }
}
