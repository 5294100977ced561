namespace ChatBot.PlatformDoubles.Serving;

/// <summary>Counts what was let through per key within a span that moves with the clock.</summary>
internal sealed class SlidingWindow(int limit, TimeSpan span)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _seen = [];

    /// <summary>Lets the call through and counts it, or refuses it without counting.</summary>
    public bool TryTake(string key, DateTimeOffset now)
    {
        if (limit <= 0)
        {
            return true;
        }

        lock (_gate)
        {
            if (!_seen.TryGetValue(key, out var times))
            {
                _seen[key] = times = new Queue<DateTimeOffset>();
            }

            while (times.TryPeek(out var oldest) && now - oldest >= span)
            {
                times.Dequeue();
            }

            if (times.Count >= limit)
            {
                return false;
            }

            times.Enqueue(now);
            return true;
        }
    }
}
