using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>Runs the outbox dispatcher: at once after a commit in this process, at intervals for everything else.</summary>
internal sealed class OutboxWorker(
    OutboxPump pump, OutboxSignal signal, IOptions<OutboxOptions> options, ILogger<OutboxWorker> logger) : BackgroundService
{
    /// <summary>How long the rows that have begun may take when the service stops: longer than a platform's answer takes.</summary>
    private static readonly TimeSpan Finishing = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A send that is cut off may have gone out, and would be said twice.
        using var giveUp = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => giveUp.CancelAfter(Finishing));
        while (options.Value.Dispatches && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await pump.DrainAsync(stoppingToken, giveUp.Token);
            }
            catch (StoreUnavailableException e)
            {
                HostLog.StoreAway(logger, e, nameof(OutboxWorker));
            }
            catch (Exception e) when (e is not OperationCanceledException || !giveUp.IsCancellationRequested)
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
