using ChatBot.Application.Turns;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>Runs the outbox dispatcher: at once after a commit in this process, at intervals for everything else.</summary>
internal sealed class OutboxWorker(
    OutboxPump pump, OutboxSignal signal, IOptions<OutboxOptions> options, ILogger<OutboxWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Dispatches && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await pump.DrainAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                HostLog.StoreAway(logger, e, nameof(OutboxWorker));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                HostLog.WorkerFailed(logger, e, nameof(OutboxWorker));
            }

            try
            {
                await signal.WaitAsync(options.Value.Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
