using System.Threading.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>Wakes the outbox dispatcher of this process after a commit, so that a push does not wait for the next look.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something new may be due.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits until raised or until <paramref name="most"/> has passed on the machine's clock.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(most);
        try
        {
            await _raised.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up.
        }
    }
}
