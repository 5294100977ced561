namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Work that outlives the call that began it; waited for when the service stops.</summary>
internal sealed class RobotBackground
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Keeps the work in mind. It must not throw.</summary>
    public void Keep(Task work)
    {
        lock (_gate)
        {
            _running.RemoveWhere(t => t.IsCompleted);
            _running.Add(work);
        }
    }

    /// <summary>Waits for all of it, at most for the time.</summary>
    public async Task DrainAsync(TimeSpan atMost)
    {
        Task all;
        lock (_gate)
        {
            all = Task.WhenAll(_running);
        }

        await all.WaitAsync(atMost, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
