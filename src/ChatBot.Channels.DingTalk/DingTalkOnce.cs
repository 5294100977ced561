namespace ChatBot.Channels.DingTalk;

/// <summary>Remembers in this process what was said or warned about lately; bounded, so that a flood only costs a repeat.</summary>
internal sealed class DingTalkOnce(TimeProvider clock)
{
    private const int MostKeys = 10_000;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>True for the first call with the key within a day.</summary>
    public bool IsFirst(string key) => IsFirst(key, Day);

    /// <summary>True for the first call with the key within the time.</summary>
    public bool IsFirst(string key, TimeSpan within)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_seen.TryGetValue(key, out var at) && now - at < within)
            {
                return false;
            }

            if (_seen.Count >= MostKeys)
            {
                _seen.Clear();
            }

            _seen[key] = now;
            return true;
        }
    }
}
