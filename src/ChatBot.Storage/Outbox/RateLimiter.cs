using ChatBot.Application.Outbox;
using StackExchange.Redis;

namespace ChatBot.Storage.Outbox;

/// <summary>
/// A sliding minute: never more than the allowed number within any sixty seconds. A bucket that refills would let nearly
/// twice as many through, and a platform that sees them blocks the robot for ten minutes.
/// </summary>
internal sealed class RateLimiter(RedisStore redis, TimeProvider time) : IRateLimiter
{
    // KEYS times. ARGV now, window, places, name of this one. The clock is the caller's, so that a clock moved by hand
    // counts too; entries of a future that a moved clock left behind are dropped.
    private const string TakeScript = """
        local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. (now + window), '+inf')
        if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[3]) then
            redis.call('ZADD', KEYS[1], now, ARGV[4])
            redis.call('PEXPIRE', KEYS[1], window)
            return -1
        end
        local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
        return tonumber(oldest[2]) + window - now
        """;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public async Task<TimeSpan?> TryTakeAsync(string key, int perMinute, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perMinute);
        RedisValue[] arguments =
        [
            time.GetUtcNow().ToUnixTimeMilliseconds(), (long)Window.TotalMilliseconds, perMinute, Guid.NewGuid().ToString("N"),
        ];
        var wait = (long)await redis.RunAsync(TakeScript, [redis.Key($"r:{key}")], arguments, cancellationToken);
        return wait < 0 ? null : TimeSpan.FromMilliseconds(Math.Max(1, wait));
    }
}
