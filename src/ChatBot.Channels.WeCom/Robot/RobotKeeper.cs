using System.Net.WebSockets;
using System.Text.Json;
using ChatBot.Application.Channels;
using ChatBot.Application.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Keeps the one long connection that a robot may have: holds its lease among the replicas, connects, subscribes, comes
/// back after every break, and never fights with anybody else who uses the same robot.
/// </summary>
internal sealed class RobotKeeper(
    WeComAccount account, RobotTurns turns, ILeaseStore leases, IReplicaRelay relay, RobotTimings timings, ILogger logger)
{
    /// <summary>After so many failures in a row the lease is given back meanwhile: another replica may have a way out.</summary>
    private const int FailuresBeforeGivingWay = 3;

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly WeComRobotOptions _robot = account.Options.Robot!;
    private readonly RobotPulse _pulse = new();
    private int _failures;
    private int _refusals;
    private int _takeOvers;
    private string? _trouble;
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

    /// <summary>Name of the lease; its holder is the replica that serves the robot.</summary>
    public static string LeaseOf(WeComRobotOptions robot) => $"wecom:robot:{robot.BotId}";

    /// <summary>Name of the note that tells <c>doctor</c> why nobody is connected.</summary>
    public static string TroubleOf(WeComRobotOptions robot) => $"{LeaseOf(robot)}:trouble";

    /// <summary>Keeps the connection until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await WaitForLeaseAsync(stop);
                var standBack = await HoldAsync(stop);
                await DelayAsync(standBack, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
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

    private async Task WaitForLeaseAsync(CancellationToken stop)
    {
        long? awaySince = null;
        while (true)
        {
            try
            {
                // Redis was away: whoever was connected still is, and gets the time to renew before anybody else takes over.
                var mayTake = awaySince is not { } since || TimeProvider.System.GetElapsedTime(since) > timings.LeaseLasts;
                if (mayTake && await leases.TryHoldAsync(LeaseOf(_robot), _owner, timings.LeaseLasts, stop))
                {
                    return;
                }

                if (!mayTake)
                {
                    await leases.HolderOfAsync(LeaseOf(_robot), stop);
                }
            }
            catch (StoreUnavailableException)
            {
                if (awaySince is null)
                {
                    logger.LeaseUnknown(account.Name, "stays away");
                }

                awaySince = TimeProvider.System.GetTimestamp();
            }

            await DelayAsync(timings.LookEvery, stop);
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
            await ReleaseAsync();
        }
    }

    /// <summary>Renews the lease and answers what other replicas ask, until the lease is lost or given up.</summary>
    private async Task RenewAsync(CancellationTokenSource held)
    {
        IAsyncDisposable? service = null;
        var isAway = false;
        try
        {
            while (true)
            {
                try
                {
                    service ??= await relay.ServeAsync(LeaseOf(_robot), RunErrandAsync, held.Token);
                    await Task.Delay(timings.RenewEvery, TimeProvider.System, held.Token);
                    if (!await leases.TryHoldAsync(LeaseOf(_robot), _owner, timings.LeaseLasts, held.Token))
                    {
                        await held.CancelAsync();
                        return;
                    }

                    isAway = false;
                }
                catch (StoreUnavailableException)
                {
                    if (!isAway)
                    {
                        logger.LeaseUnknown(account.Name, "keeps its connection");
                    }

                    isAway = true;
                    await Task.Delay(timings.RenewEvery, TimeProvider.System, held.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Given up.
        }
        finally
        {
            if (service is not null)
            {
                await service.DisposeAsync();
            }
        }
    }

    private async Task<TimeSpan> StayConnectedAsync(CancellationToken held)
    {
        while (true)
        {
            var (ending, reason) = await ConnectAsync(held);
            held.ThrowIfCancellationRequested();
            TimeSpan pause;
            switch (ending)
            {
                case Ending.Refused:
                    pause = Doubled(timings.AfterRefusal, _refusals++, timings.LongestWait);
                    logger.Refused(account.Name, pause);
                    await NoteTroubleAsync("BotId or Secret refused (853000)", pause, held);
                    break;
                case Ending.TakenOver:
                    // Ours would have taken the lease first; then there is nothing to wait for here.
                    if (!await IsStillOursAsync(held))
                    {
                        return TimeSpan.Zero;
                    }

                    pause = Doubled(timings.AfterTakeOver, _takeOvers++, timings.LongestWait);
                    logger.TakenOver(account.Name, pause);
                    await NoteTroubleAsync("somebody else is connected as this robot", pause, held);
                    break;
                case Ending.Lost or Ending.NotOpened:
                    pause = Jittered(Doubled(timings.FirstPause, _failures++, timings.LongestPause));
                    logger.NotConnected(account.Name, reason, pause);
                    await NoteTroubleAsync($"not connected ({reason})", pause + timings.ConnectWithin, held);
                    if (_failures > FailuresBeforeGivingWay)
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
            await ForgetTroubleAsync(CancellationToken.None);
            await Task.WhenAny(reading, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, held));
            if (!reading.IsCompleted)
            {
                await GiveUpAsync(socket, reading);
            }

            _pulse.Lose(socket);
            Forgive(TimeProvider.System.GetElapsedTime(since));
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

    // A connection that held for a while was a good one.
    private void Forgive(TimeSpan lived)
    {
        _refusals = 0;
        if (lived > timings.LongestPause)
        {
            (_failures, _takeOvers) = (0, 0);
        }
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

    private async Task<string?> RunErrandAsync(string question, CancellationToken cancellationToken)
    {
        RobotErrand? errand;
        try
        {
            errand = JsonSerializer.Deserialize(question, RobotJson.Wire.RobotErrand);
        }
        catch (JsonException)
        {
            return null;
        }

        return errand is null || !IsHolder
            ? null
            : JsonSerializer.Serialize(await RobotErrands.RunAsync(this, errand.Bodies, cancellationToken), RobotJson.Wire.RobotErrandResult);
    }

    private async Task<bool> IsStillOursAsync(CancellationToken held)
    {
        try
        {
            return await leases.TryHoldAsync(LeaseOf(_robot), _owner, timings.LeaseLasts, held);
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }

    private async Task NoteTroubleAsync(string what, TimeSpan lasts, CancellationToken cancellationToken)
    {
        try
        {
            await ForgetTroubleAsync(cancellationToken);
            if (await leases.TryHoldAsync(TroubleOf(_robot), what, lasts, cancellationToken))
            {
                _trouble = what;
            }
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(account.Name, "trouble not noted");
        }
    }

    private async Task ForgetTroubleAsync(CancellationToken cancellationToken)
    {
        if (_trouble is { } trouble)
        {
            _trouble = null;
            try
            {
                await leases.ReleaseAsync(TroubleOf(_robot), trouble, cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                logger.StoreAway(account.Name, "note of trouble ends by itself");
            }
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await leases.ReleaseAsync(LeaseOf(_robot), _owner, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(account.Name, "lease ends by itself");
        }
    }

    private static Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, TimeProvider.System, cancellationToken) : Task.CompletedTask;

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(times, 16)));

    // Replicas and services that lost the platform together must not come back together.
    private static TimeSpan Jittered(TimeSpan pause) => pause * (0.75 + (Random.Shared.NextDouble() / 2));
}
