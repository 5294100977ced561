using ChatBot.Kernel.Channels;
using StackExchange.Redis;

namespace ChatBot.Storage.Channels;

/// <inheritdoc/>
internal sealed class LeaseStore(RedisStore redis) : ILeaseStore
{
    private const string HoldScript = """
        local holder = redis.call('GET', KEYS[1])
        if holder and holder ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    private const string ReleaseScript = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
        return 0
        """;

    public async Task<bool> TryHoldAsync(string name, string owner, TimeSpan lasts, CancellationToken cancellationToken) =>
        (int)await redis.RunAsync(HoldScript, [Key(name)], [owner, (long)lasts.TotalMilliseconds], cancellationToken) == 1;

    public async Task<string?> HolderOfAsync(string name, CancellationToken cancellationToken) =>
        await redis.RunAsync(database => database.StringGetAsync(Key(name)), cancellationToken);

    public Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken) =>
        redis.RunAsync(ReleaseScript, [Key(name)], [owner], cancellationToken);

    private RedisKey Key(string name) => redis.Key($"l:{name}");
}
