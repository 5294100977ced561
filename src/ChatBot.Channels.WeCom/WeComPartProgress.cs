using System.Globalization;
using ChatBot.Kernel.Channels;
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

    /// <summary>One text on one route: words that were rendered anew, or another route, start over.</summary>
    public static string KeyOf(OutboundRoute route, string idempotencyKey, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{route}|{idempotencyKey}|{text.GetHashCode(StringComparison.Ordinal)}");

    public int PartsSent(string key) => _sent.Get<int>(key);

    public void Remember(string key, int parts)
    {
        if (parts > 0)
        {
            _sent.Set(key, parts, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = clock.GetUtcNow() + Kept });
        }
    }

    public void Forget(string key) => _sent.Remove(key);

    public void Dispose() => _sent.Dispose();
}
