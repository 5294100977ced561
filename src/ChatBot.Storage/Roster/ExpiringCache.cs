using System.Collections.Concurrent;

namespace ChatBot.Storage.Roster;

/// <summary>
/// A bounded cache by key whose missing values are loaded once however many ask for them. A value that is forgotten while
/// it is being loaded is not kept, so that an invalidation can never be overtaken by an older read.
/// </summary>
internal sealed class ExpiringCache<TKey, TValue>(TimeProvider time, int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    // Counting the entries stops everybody who writes to one; so it is done once for many new ones.
    private readonly int _between = Math.Max(1, most / 100);
    private int _kept;

    public int Count => _entries.Count;

    /// <summary>The value, loaded when it is not there or older than <paramref name="lifetime"/> says.</summary>
    public Task<TValue> GetAsync(
        TKey key, Func<TKey, CancellationToken, Task<TValue>> load, Func<TValue, TimeSpan> lifetime, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(key, out var entry) && entry.IsFresh(time))
        {
            return entry.Value.WaitAsync(cancellationToken);
        }

        var mine = new Entry(self => LoadAsync(key, self, load, lifetime));
        var kept = _entries.AddOrUpdate(key, mine, (_, present) => present.IsFresh(time) ? present : mine);
        if (ReferenceEquals(kept, mine))
        {
            MakeRoom();
        }

        return kept.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Keeps a value that came along with another, unless a fresh one is there or is being loaded.</summary>
    public void Offer(TKey key, TValue value, TimeSpan lifetime)
    {
        var mine = new Entry(value) { FreshUntil = (time.GetUtcNow() + lifetime).UtcTicks };
        if (ReferenceEquals(_entries.AddOrUpdate(key, mine, (_, present) => present.IsFresh(time) ? present : mine), mine))
        {
            MakeRoom();
        }
    }

    /// <summary>Forgets one value.</summary>
    public void Forget(TKey key) => _entries.TryRemove(key, out _);

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    private async Task<TValue> LoadAsync(
        TKey key, Entry entry, Func<TKey, CancellationToken, Task<TValue>> load, Func<TValue, TimeSpan> lifetime)
    {
        try
        {
            // Others wait for this load too: a caller who gives up does not take it away from them.
            var value = await load(key, CancellationToken.None);
            entry.FreshUntil = (time.GetUtcNow() + lifetime(value)).UtcTicks;
            return value;
        }
        catch
        {
            _entries.TryRemove(new KeyValuePair<TKey, Entry>(key, entry));
            throw;
        }
    }

    private void MakeRoom()
    {
        if (Interlocked.Increment(ref _kept) % _between != 0 || _entries.Count <= most)
        {
            return;
        }

        // Stale ones first; when there are not enough of them, any tenth.
        var spare = Math.Max(1, most / 10);
        foreach (var (key, _) in _entries.Where(e => e.Value.FreshUntil < long.MaxValue)
            .OrderBy(e => e.Value.FreshUntil).Take(spare).ToList())
        {
            _entries.TryRemove(key, out _);
        }
    }

    private sealed class Entry
    {
        private readonly Lazy<Task<TValue>> _value;

        public Entry(Func<Entry, Task<TValue>> load) => _value = new(() => load(this));

        public Entry(TValue value) => _value = new(Task.FromResult(value));

        public Task<TValue> Value => _value.Value;

        /// <summary>UTC ticks; while the value is being loaded, for ever.</summary>
        public long FreshUntil { get; set; } = long.MaxValue;

        public bool IsFresh(TimeProvider time) => FreshUntil > time.GetUtcNow().UtcTicks;
    }
}
