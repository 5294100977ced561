using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>
/// Goes on serving for a while after readiness has gone, before anything is stopped: calls that are on their way still
/// arrive. What has begun is finished then, by the web server and by each worker.
/// </summary>
internal sealed class OrderlyStop(IOptions<StopOptions> options) : IHostedLifecycleService
{
    /// <summary>Longer than the delay and the longest turn together, shorter than a supervisor's patience of 30 s.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(28);

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken) =>
        await Task.Delay(options.Value.Delay, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
