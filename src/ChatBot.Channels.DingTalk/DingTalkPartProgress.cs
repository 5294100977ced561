using Microsoft.Extensions.Caching.Memory;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// How far a text of several parts came before a failure, so that the next try goes on there instead of repeating what was
/// read. Kept in this process only: a try by another replica starts over.
/// </summary>
internal sealed class DingTalkPartProgress(TimeProvider clock) : IDisposable
{
    private const int MostTexts = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(6);
    private readonly MemoryCache _sent = new(new MemoryCacheOptions { SizeLimit = MostTexts });

    /// <summary>How many parts went out before.</summary>
    public int PartsSent(string key) => _sent.Get<int>(key);

    /// <summary>Keeps how many went out.</summary>
    public void Remember(string key, int parts)
    {
        if (parts > 0)
        {
            _sent.Set(key, parts, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = clock.GetUtcNow() + Kept });
        }
    }

    /// <summary>All went out.</summary>
    public void Forget(string key) => _sent.Remove(key);

    /// <inheritdoc/>
    public void Dispose() => _sent.Dispose();
}
