using System.Net.WebSockets;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>
/// Keeps one connection of an account: opens it, comes back after every break, and when the server asks for a change has
/// the new one open before the old one goes. Every replica keeps one, unless the account is set to a single leader.
/// </summary>
internal sealed class StreamKeeper(
    DingTalkAccount account, StreamGateway gateway, StreamTurns turns, ILeaseStore leases, StreamTimings timings, ILogger logger)
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _leaving = [];

    // Many bots lose the gateway together and must not come back together.
    private readonly BackOff _backOff = new(timings.FirstPause, timings.LongestPause, spread: 0.25);
    private int _failures;

    /// <summary>Whether a connection is open and was not told to go.</summary>
    public bool IsLive { get; private set; }

    private string Lease => $"dingtalk:stream:{account.Options.AppKey}";

    /// <summary>Keeps the connection until it is told to stop; then lets running turns end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (account.Options.Stream.Leader)
                {
                    await LeadAsync(stop);
                }
                else
                {
                    await ConnectAsync(stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
        }

        Task leaving;
        lock (_gate)
        {
            leaving = Task.WhenAll(_leaving);
        }

        await leaving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Connects while this replica holds the lease.</summary>
    private async Task LeadAsync(CancellationToken stop)
    {
        if (!await HoldsAsync(isConnected: false, stop))
        {
            await Task.Delay(timings.RenewEvery, TimeProvider.System, stop);
            return;
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var connecting = ConnectAsync(lost.Token);
        try
        {
            while (!connecting.IsCompleted)
            {
                await Task.WhenAny(connecting, Task.Delay(timings.RenewEvery, TimeProvider.System, stop));
                if (!stop.IsCancellationRequested && !await HoldsAsync(isConnected: true, stop))
                {
                    break;
                }

                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await lost.CancelAsync();
            await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ReleaseAsync();
        }
    }

    /// <summary>Opens connections one after the other, until one cannot be opened or the stop.</summary>
    private async Task ConnectAsync(CancellationToken stop)
    {
        var pause = await OpenAndServeAsync(stop);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, TimeProvider.System, stop);
        }
    }

    /// <summary>Serves one connection until it ends or is told to go; how long to wait before the next.</summary>
    private async Task<TimeSpan> OpenAndServeAsync(CancellationToken stop)
    {
        var (address, failure) = await gateway.OpenAsync(account, stop);
        if (address is null)
        {
            Log.StreamNotOpened(logger, account.Name, failure!.Code);
            return failure.Category is FailureCategory.Authentication or FailureCategory.Configuration
                ? timings.AfterRefusal
                : Longer(failure.RetryAfter, _backOff.Pause(_failures++));
        }

        StreamConnection connection;
        try
        {
            connection = await StreamConnection.OpenAsync(account.Name, address, timings, logger, stop);
        }
        catch (WebSocketException e)
        {
            Log.StreamNotOpened(logger, account.Name, e.WebSocketErrorCode.ToString());
            return _backOff.Pause(_failures++);
        }

        Log.StreamOpened(logger, account.Name);
        IsLive = true;
        var isGoing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = ReadAsync(connection, isGoing);
        await Task.WhenAny(reading, isGoing.Task, Task.Delay(Timeout.Infinite, stop));
        IsLive = false;
        if (!reading.IsCompleted && !stop.IsCancellationRequested)
        {
            // Told to go: the next one is opened at once, and what still comes here is acknowledged here.
            LeaveTo(LetGoAsync(connection, reading, timings.GoingAway));
            return TimeSpan.Zero;
        }

        if (stop.IsCancellationRequested)
        {
            await turns.DrainAsync(timings.DrainLimit);
            await connection.CloseAsync();
            await LetGoAsync(connection, reading, timings.DrainLimit);
            stop.ThrowIfCancellationRequested();
        }

        Log.StreamEnded(logger, account.Name, await reading);
        await connection.DisposeAsync();
        return _backOff.Pause(_failures++);
    }

    private async Task<string> ReadAsync(StreamConnection connection, TaskCompletionSource isGoing) =>
        await connection.RunAsync(frame =>
        {
            // Not after the handshake: a gateway in trouble shakes hands and hangs up.
            _failures = 0;
            if (turns.Take(account, connection, frame))
            {
                isGoing.TrySetResult();
            }
        });

    private static async Task LetGoAsync(StreamConnection connection, Task<string> reading, TimeSpan within)
    {
        try
        {
            await reading.WaitAsync(within, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            connection.Abort();
            await reading;
        }

        await connection.DisposeAsync();
    }

    private void LeaveTo(Task leaving)
    {
        lock (_gate)
        {
            _leaving.RemoveWhere(t => t.IsCompleted);
            _leaving.Add(leaving);
        }
    }

    private async Task<bool> HoldsAsync(bool isConnected, CancellationToken stop)
    {
        try
        {
            return await leases.TryHoldAsync(Lease, _owner, timings.LeaseLasts, stop);
        }
        catch (StoreUnavailableException)
        {
            // Whoever is connected stays so; the others wait until they can know.
            return isConnected;
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await leases.ReleaseAsync(Lease, _owner, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            Log.LeaseNotReleased(logger, account.Name);
        }
    }

    private static TimeSpan Longer(TimeSpan? one, TimeSpan other) => one is { } wait && wait > other ? wait : other;
}
