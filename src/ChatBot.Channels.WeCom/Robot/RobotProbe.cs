using System.Net.WebSockets;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Looks at a smart robot for <c>doctor</c>. Subscribing ends the connection of whoever is subscribed, so it is tried only
/// while no replica holds the robot; else it is said who does.
/// </summary>
internal sealed class RobotProbe(WeComAccounts accounts, ILeaseStore leases, RobotTimings timings, ILogger<RobotProbe> logger)
{
    public async Task<IReadOnlyList<ProbeFinding>> ProbeAsync(WeComAccount account, CancellationToken cancellationToken)
    {
        if (account.Options.Robot is not { } robot)
        {
            return [];
        }

        var path = $"{WeComOptions.Section}:{account.Name}:Robot";
        return robot.Mode == WeComRobotMode.Callback
            ? [new($"{path}:Mode", true, $"callback at /callbacks/wecom/robot/{account.Name}; answers 1:1 and in groups, cannot send by itself")]
            : [await ProbeConnectionAsync(account, robot, path, cancellationToken), .. Shared(account, robot, path)];
    }

    private async Task<ProbeFinding> ProbeConnectionAsync(WeComAccount account, WeComRobotOptions robot, string path, CancellationToken cancellationToken)
    {
        var (lease, owner) = (RobotLease.NameOf(robot), $"doctor:{Guid.NewGuid():N}");
        try
        {
            if (await leases.HolderOfAsync(RobotLease.TroubleOf(robot), cancellationToken) is { } trouble)
            {
                return new(path, false, $"long connection: {trouble}", Advise(trouble, path, robot));
            }

            // Held while it is tried, so that a replica that starts now waits for a moment.
            if (!await leases.TryHoldAsync(lease, owner, timings.LeaseLasts + timings.ConnectWithin, cancellationToken))
            {
                var holder = await leases.HolderOfAsync(lease, cancellationToken);
                return new(path, true, $"long connection held by replica {Short(holder)}; not tried, because that would end it. {Can(account)}");
            }
        }
        catch (StoreUnavailableException)
        {
            return new(path, false, "Redis is away, so nobody knows whether a replica is connected; not tried, because that would end its connection", "Start Redis and look again.");
        }

        try
        {
            return await TryAsync(account, robot, path, cancellationToken);
        }
        finally
        {
            await ReleaseAsync(account, lease, owner);
        }
    }

    private async Task<ProbeFinding> TryAsync(WeComAccount account, WeComRobotOptions robot, string path, CancellationToken cancellationToken)
    {
        RobotSocket socket;
        try
        {
            socket = await RobotSocket.OpenAsync(account.Name, robot.Endpoint, timings, logger, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or IOException or HttpRequestException)
        {
            return new(path, false, $"no connection to {robot.Endpoint.Host}", $"See whether this machine reaches {robot.Endpoint.Host} (proxy, firewall, name resolution, certificates).");
        }

        await using (socket)
        {
            var reading = socket.RunAsync(_ => { });
            var ack = await socket.SubscribeAsync(robot, cancellationToken);
            await socket.CloseAsync();
            await Task.WhenAny(reading, Task.Delay(timings.AckWithin, TimeProvider.System, CancellationToken.None));
            socket.Abort();
            await reading;
            return ack.IsGood ? new(path, true, $"subscribed and left again. {Can(account)}")
                : ack.Code == RobotAck.Refused ? new(path, false, "BotId or Secret refused (853000)", Advise("853000", path, robot))
                : new(path, false, $"not subscribed: {ack.ToResult().Code}", $"See whether {path}:Endpoint is right and the robot is in the mode 长连接; wait a minute if it was tried often.");
        }
    }

    private async Task ReleaseAsync(WeComAccount account, string lease, string owner)
    {
        try
        {
            await leases.ReleaseAsync(lease, owner, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(account.Name, "lease ends by itself");
        }
    }

    private IEnumerable<ProbeFinding> Shared(WeComAccount account, WeComRobotOptions robot, string path) =>
        accounts.All.Where(a => a != account && RobotKeepers.HasLongConnection(a) && a.Options.Robot!.BotId == robot.BotId)
            .Select(other => new ProbeFinding(
                $"{path}:BotId", false, $"the same robot as {other.Name}; only one of them can be connected", "Give each account a robot of its own."));

    private static string Can(WeComAccount account) =>
        "Hears 1:1 and mentions in groups, writes to chats that wrote to it first; no cards to groups by itself"
        + (account.Options.App is null ? "." : "; private messages go out through the app.");

    private static string Advise(string trouble, string path, WeComRobotOptions robot) =>
        trouble.Contains("853000", StringComparison.Ordinal)
            ? $"Copy {path}:BotId and {path}:Secret anew from the robot's page (API模式, 长连接); the token of the callback is something else."
        : trouble.Contains("somebody else", StringComparison.Ordinal)
            ? "Stop the other program that uses this robot, or give it a robot of its own; then restart the service."
        : $"See whether the service's machine reaches {robot.Endpoint.Host} (proxy, firewall, name resolution).";

    private static string Short(string? holder) => holder is null ? "?" : holder[..Math.Max(holder.LastIndexOf(':'), 0)] is { Length: > 0 } machine ? machine : holder;
}
