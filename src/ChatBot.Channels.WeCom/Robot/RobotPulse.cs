namespace ChatBot.Channels.WeCom.Robot;

/// <summary>The live connection, if there is one, and a way to wait for it.</summary>
internal sealed class RobotPulse
{
    private readonly Lock _gate = new();
    private RobotSocket? _live;
    private TaskCompletionSource<RobotSocket> _coming = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsLive
    {
        get
        {
            lock (_gate)
            {
                return _live is not null;
            }
        }
    }

    public void Gain(RobotSocket socket)
    {
        lock (_gate)
        {
            _live = socket;
            _coming.TrySetResult(socket);
        }
    }

    public void Lose(RobotSocket socket)
    {
        lock (_gate)
        {
            if (_live == socket)
            {
                _live = null;
                _coming = new TaskCompletionSource<RobotSocket>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>The live connection, or the next one within the time; null when none comes.</summary>
    public async Task<RobotSocket?> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task<RobotSocket> coming;
        lock (_gate)
        {
            coming = _coming.Task;
        }

        try
        {
            return await coming.WaitAsync(atMost, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
