using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Which replica serves a robot, and why nobody does. While Redis is away nobody knows: whoever is connected stays, the
/// others stay away.
/// </summary>
internal sealed class RobotLease(WeComAccount account, ILeaseStore leases, RobotTimings timings, ILogger logger)
{
    /// <summary>What the note says after somebody who is no replica connected; replicas that read it stay away.</summary>
    public const string TakenOver = "somebody else is connected as this robot";

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly string _name = NameOf(account.Options.Robot!);
    private readonly string _trouble = TroubleOf(account.Options.Robot!);

    /// <summary>Name of the lease; its holder is the replica that serves the robot.</summary>
    public static string NameOf(WeComRobotOptions robot) => $"wecom:robot:{robot.BotId}";

    /// <summary>Name of the note that tells <c>doctor</c> why nobody is connected.</summary>
    public static string TroubleOf(WeComRobotOptions robot) => $"{NameOf(robot)}:trouble";

    /// <summary>Waits until the lease is ours.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        long? awaySince = null;
        while (true)
        {
            try
            {
                // Redis was away: whoever was connected still is, and gets the time to renew before anybody else takes over.
                if (awaySince is { } since && TimeProvider.System.GetElapsedTime(since) <= timings.LeaseLasts)
                {
                    await leases.HolderOfAsync(_name, stop);
                }
                else if (await leases.TryHoldAsync(_name, _owner, timings.LeaseLasts, stop))
                {
                    return;
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

            await Task.Delay(timings.LookEvery, TimeProvider.System, stop);
        }
    }

    /// <summary>Renews it until it is lost; says so by returning.</summary>
    /// <param name="renewed">Called after each look at Redis that succeeded, the first at once.</param>
    /// <param name="held">Ends the renewing.</param>
    public async Task RenewAsync(Func<Task> renewed, CancellationToken held)
    {
        var isAway = false;
        while (true)
        {
            try
            {
                await renewed();
                await Task.Delay(timings.RenewEvery, TimeProvider.System, held);
                if (!await leases.TryHoldAsync(_name, _owner, timings.LeaseLasts, held))
                {
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
                await Task.Delay(timings.RenewEvery, TimeProvider.System, held);
            }
        }
    }

    /// <summary>Whether it is still ours, as far as anybody knows.</summary>
    public async Task<bool> IsOursAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await leases.TryHoldAsync(_name, _owner, timings.LeaseLasts, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }

    /// <summary>Gives it back.</summary>
    public Task ReleaseAsync() =>
        DoAsync("lease ends by itself", () => leases.ReleaseAsync(_name, _owner, CancellationToken.None));

    /// <summary>Notes why nobody is connected.</summary>
    public async Task NoteTroubleAsync(string what, TimeSpan lasts)
    {
        await ForgetTroubleAsync();
        await DoAsync("trouble not noted", () => leases.TryHoldAsync(_trouble, what, lasts, CancellationToken.None));
    }

    /// <summary>Forgets the note, whoever wrote it.</summary>
    public Task ForgetTroubleAsync() => DoAsync("note of trouble ends by itself", async () =>
    {
        if (await leases.HolderOfAsync(_trouble, CancellationToken.None) is { } trouble)
        {
            await leases.ReleaseAsync(_trouble, trouble, CancellationToken.None);
        }
    });

    /// <summary>Waits while a note says that somebody else has the robot: another replica may have seen it.</summary>
    public async Task WaitForPeaceAsync(CancellationToken held)
    {
        try
        {
            while (await leases.HolderOfAsync(_trouble, held) == TakenOver)
            {
                await Task.Delay(timings.RenewEvery, TimeProvider.System, held);
            }
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(account.Name, "note of trouble not read");
        }
    }

    private async Task DoAsync(string otherwise, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(account.Name, otherwise);
        }
    }
}
