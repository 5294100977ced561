using System.Net.WebSockets;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Keeps the one long connection that a robot may have: holds its lease among the replicas, connects, subscribes, comes
/// back after every break, and never fights with anybody else who uses the same robot.
/// </summary>
internal sealed class RobotKeeper(
    WeComAccount account, RobotTurns turns, ILeaseStore leases, IReplicaRelay relay, RobotTimings timings, ILogger logger)
{
    private readonly WeComRobotOptions _robot = account.Options.Robot!;
    private readonly RobotLease _lease = new(account, leases, timings, logger);
    private readonly RobotPulse _pulse = new();
    private readonly RobotSetbacks _setbacks = new(timings);
    private bool _isHolder;

    private enum Ending
    {
        Lost,
        NotOpened,
        Refused,
        TakenOver,
    }

    public WeComAccount Account => account;

    /// <summary>Whether this replica is the one that serves the robot; its connection may just be coming back.</summary>
    public bool IsHolder => Volatile.Read(ref _isHolder);

    /// <summary>Whether it is connected and subscribed.</summary>
    public bool IsLive => _pulse.IsLive;

    /// <summary>Keeps the connection until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _lease.WaitAsync(stop);
                var standBack = await HoldAsync(stop);
                await DelayAsync(standBack, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.KeeperFailed(e, account.Name);
                await DelayAsync(timings.LongestPause, stop);
            }
        }
    }

    /// <summary>
    /// Runs a command on the connection. Waits a while for one that is just coming back; when the platform says that it
    /// lost the subscription, subscribes again and tries once more.
    /// </summary>
    public async Task<RobotAck> AskAsync(string cmd, string reqId, RobotBody body, CancellationToken cancellationToken)
    {
        for (var mayRenew = true; ;)
        {
            if (await _pulse.WaitAsync(timings.Patience, cancellationToken) is not { } socket)
            {
                return RobotAck.NotConnected;
            }

            var ack = await socket.AskAsync(cmd, reqId, body, cancellationToken);
            if (ack.Code is null)
            {
                if (!socket.IsAlive)
                {
                    _pulse.Lose(socket);
                }

                if (ack.WasSent)
                {
                    return ack;
                }
            }
            else if (ack.Code == RobotAck.NotSubscribed && mayRenew)
            {
                mayRenew = false;
                if (!(await socket.SubscribeAsync(_robot, cancellationToken)).IsGood)
                {
                    _pulse.Lose(socket);
                    socket.Abort();
                }
            }
            else
            {
                return ack;
            }
        }
    }

    /// <summary>Stays connected while the lease is ours; how long to stand back afterwards.</summary>
    private async Task<TimeSpan> HoldAsync(CancellationToken stop)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Volatile.Write(ref _isHolder, true);
        var renewing = RenewAsync(held);
        try
        {
            return await StayConnectedAsync(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            logger.LeaseLost(account.Name);
            return TimeSpan.Zero;
        }
        finally
        {
            Volatile.Write(ref _isHolder, false);
            await held.CancelAsync();
            await renewing;
            if (stop.IsCancellationRequested)
            {
                // Whoever stops the service may have settled what was wrong.
                await _lease.ForgetTroubleAsync();
            }

            await _lease.ReleaseAsync();
        }
    }

    /// <summary>Renews the lease and answers what other replicas ask, until the lease is lost or given up.</summary>
    private async Task RenewAsync(CancellationTokenSource held)
    {
        IAsyncDisposable? service = null;
        try
        {
            await _lease.RenewAsync(
                async () => service ??= await relay.ServeAsync(RobotLease.NameOf(_robot), (question, ct) => RobotErrands.AnswerAsync(this, question, ct), held.Token), held.Token);
        }
        catch (OperationCanceledException)
        {
            // Given up.
        }
        finally
        {
            // Whatever ended the renewing, the connection ends with it.
            await held.CancelAsync();
            if (service is not null)
            {
                await service.DisposeAsync();
            }
        }
    }

    private async Task<TimeSpan> StayConnectedAsync(CancellationToken held)
    {
        await _lease.WaitForPeaceAsync(held);
        while (true)
        {
            var (ending, reason) = await ConnectAsync(held);
            held.ThrowIfCancellationRequested();
            TimeSpan pause;
            switch (ending)
            {
                case Ending.Refused:
                    pause = _setbacks.Refused();
                    logger.Refused(account.Name, pause);
                    await _lease.NoteTroubleAsync("BotId or Secret refused (853000)", pause);
                    break;
                case Ending.TakenOver:
                    // Ours would have taken the lease first; then there is nothing to wait for here.
                    if (!await _lease.IsOursAsync(held))
                    {
                        return TimeSpan.Zero;
                    }

                    pause = _setbacks.TakenOver();
                    logger.TakenOver(account.Name, pause);
                    await _lease.NoteTroubleAsync(RobotLease.TakenOver, pause);
                    break;
                case Ending.Lost or Ending.NotOpened:
                    pause = _setbacks.Failed();
                    logger.NotConnected(account.Name, reason, pause);
                    await _lease.NoteTroubleAsync($"not connected ({reason})", pause + timings.ConnectWithin);
                    if (_setbacks.ShouldGiveWay)
                    {
                        return pause;
                    }

                    break;
                default:
                    throw new InvalidOperationException($"Unknown ending {ending}.");
            }

            await DelayAsync(pause, held);
        }
    }

    private async Task<(Ending Ending, string Reason)> ConnectAsync(CancellationToken held)
    {
        RobotSocket socket;
        try
        {
            socket = await RobotSocket.OpenAsync(account.Name, _robot.Endpoint, timings, logger, held);
        }
        catch (Exception e) when (e is WebSocketException or IOException or HttpRequestException)
        {
            return (Ending.NotOpened, e is WebSocketException { WebSocketErrorCode: var code } ? code.ToString() : e.GetType().Name);
        }

        await using (socket)
        {
            var isTakenOver = false;
            var reading = socket.RunAsync(push => isTakenOver |= TakeIn(push));
            var subscribed = await SubscribeAsync(socket, held);
            if (!subscribed.IsGood)
            {
                socket.Abort();
                await reading;
                return subscribed.Code == RobotAck.Refused ? (Ending.Refused, "") : (Ending.NotOpened, $"subscribe {subscribed.ToResult().Code}");
            }

            logger.Connected(account.Name);
            var since = TimeProvider.System.GetTimestamp();
            _pulse.Gain(socket);
            await _lease.ForgetTroubleAsync();
            await ((Task)reading).WaitAsync(held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!reading.IsCompleted)
            {
                await GiveUpAsync(socket, reading);
            }

            _pulse.Lose(socket);
            _setbacks.Forgive(TimeProvider.System.GetElapsedTime(since));
            return (isTakenOver ? Ending.TakenOver : Ending.Lost, await reading);
        }
    }

    private async Task<RobotAck> SubscribeAsync(RobotSocket socket, CancellationToken held)
    {
        try
        {
            return await socket.SubscribeAsync(_robot, held);
        }
        catch (OperationCanceledException)
        {
            return RobotAck.NotConnected;
        }
    }

    // Turns that run may still answer; then the platform is told good-bye.
    private async Task GiveUpAsync(RobotSocket socket, Task reading)
    {
        await turns.DrainAsync(timings.DrainLimit);
        await socket.CloseAsync();
        await Task.WhenAny(reading, Task.Delay(timings.AckWithin, TimeProvider.System, CancellationToken.None));
        socket.Abort();
        await reading;
        logger.GivenUp(account.Name);
    }

    /// <summary>Takes a push; true when it says that a newer connection took over.</summary>
    private bool TakeIn(RobotPush push)
    {
        if (push.Cmd is not ("aibot_msg_callback" or "aibot_event_callback"))
        {
            logger.CallbackIgnored(account.Name, push.Cmd, "");
            return false;
        }

        var callback = RobotCallback.Read(push.Body);
        if (callback.Event == "disconnected_event")
        {
            return true;
        }

        turns.Take(this, push.ReqId, callback);
        return false;
    }

    private static Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, TimeProvider.System, cancellationToken) : Task.CompletedTask;
}
