using ChatBot.Kernel.Upkeep;

namespace ChatBot.Host.Upkeep;

/// <summary>Runs every upkeep job at its own pace until the service stops; none waits for another.</summary>
internal sealed class UpkeepWorker(IEnumerable<IUpkeepJob> jobs, ILogger<UpkeepWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // Paced by the machine's clock: the bot's own may stand still or be moved by hand, in the simulator and in tests.
        Task.WhenAll(jobs.Select(job => new UpkeepLoop(job, TimeProvider.System, logger).RunAsync(stoppingToken)));
}
