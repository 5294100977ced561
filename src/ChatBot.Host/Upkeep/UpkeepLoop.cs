using ChatBot.Host.Serving;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.Upkeep;

namespace ChatBot.Host.Upkeep;

/// <summary>Runs one job again and again. A run that fails is logged and made up for soon, at the latest after the job's period.</summary>
/// <param name="job">The job.</param>
/// <param name="clock">Measures the pauses.</param>
/// <param name="logger">Takes failures.</param>
internal sealed class UpkeepLoop(IUpkeepJob job, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);
    private readonly BackOff _retries = new(FirstRetry, LongestRetry);

    /// <summary>Runs until cancelled; then returns without an error.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            var pause = job.Period;
            if (await TryAsync(stop))
            {
                failures = 0;
            }
            else if (_retries.Pause(failures++) is var retry && retry < pause)
            {
                pause = retry;
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryAsync(CancellationToken stop)
    {
        try
        {
            await job.RunAsync(stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        catch (StoreUnavailableException e)
        {
            HostLog.StoreAway(logger, e, job.Name);
            return false;
        }
        catch (Exception e)
        {
            HostLog.WorkerFailed(logger, e, job.Name);
            return false;
        }
    }
}
