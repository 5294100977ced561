namespace ChatBot.Kernel.Turns;

/// <summary>
/// Runs turns that come over a socket: those of one person in the order they came, those of others beside them, so that nobody waits for a slow
/// one. Bounded in both directions.
/// </summary>
public sealed class TurnQueue(int mostRunning = TurnQueue.MostRunning, int mostWaiting = TurnQueue.MostWaiting) : IDisposable
{
    private const int MostRunning = 64;
    private const int MostWaiting = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Func<Task>>> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _running = [];
    private readonly SemaphoreSlim _places = new(mostRunning, mostRunning);
    private int _count;

    /// <summary>Turns that wait or run.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Queues a turn behind the person's earlier ones; false when there are too many. The work must not throw.</summary>
    public bool TryAdd(string person, Func<Task> work)
    {
        lock (_gate)
        {
            if (_count >= mostWaiting)
            {
                return false;
            }

            Interlocked.Increment(ref _count);
            if (_waiting.TryGetValue(person, out var queue))
            {
                queue.Enqueue(work);
                return true;
            }

            _waiting[person] = queue = new Queue<Func<Task>>([work]);
            var run = RunAsync(person, queue);
            _running.Add(run);
            _running.RemoveWhere(t => t.IsCompleted);
            return true;
        }
    }

    /// <summary>Waits for everything that was queued, at most for the time.</summary>
    public async Task DrainAsync(TimeSpan atMost)
    {
        Task all;
        lock (_gate)
        {
            all = Task.WhenAll(_running);
        }

        await all.WaitAsync(atMost, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task RunAsync(string person, Queue<Func<Task>> queue)
    {
        // Off the reading loop, and out of the lock.
        await Task.Yield();
        while (true)
        {
            Func<Task> work;
            lock (_gate)
            {
                if (!queue.TryDequeue(out work!))
                {
                    _waiting.Remove(person);
                    return;
                }
            }

            await _places.WaitAsync();
            try
            {
                await work();
            }
            finally
            {
                _places.Release();
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
