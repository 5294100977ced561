using ChatBot.Application.Outbox;
using ChatBot.Application.Turns;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>Runs the outbox dispatcher: at once after a commit in this process, at intervals for everything else.</summary>
internal sealed class OutboxWorker(
    OutboxDispatcher dispatcher, OutboxSignal signal, IOptions<OutboxOptions> options, ILogger<OutboxWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await dispatcher.RunOnceAsync(stoppingToken) > 0)
                {
                    // More may be due.
                }
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
