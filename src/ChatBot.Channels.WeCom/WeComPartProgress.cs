using Microsoft.Extensions.Caching.Memory;

namespace ChatBot.Channels.WeCom;

/// <summary>
/// How far a message of several parts came before a failure, so that the retry goes on there instead of repeating what
/// the group has read. Kept in this process only: a retry by another replica starts over.
/// </summary>
internal sealed class WeComPartProgress(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(6);
    private readonly MemoryCache _sent = new(new MemoryCacheOptions { SizeLimit = 1000 });

    public int PartsSent(string idempotencyKey) => _sent.Get<int>(idempotencyKey);

    public void Remember(string idempotencyKey, int parts)
    {
        if (parts > 0)
        {
            _sent.Set(idempotencyKey, parts, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = clock.GetUtcNow() + Kept });
        }
    }

    public void Forget(string idempotencyKey) => _sent.Remove(idempotencyKey);

    public void Dispose() => _sent.Dispose();
}
