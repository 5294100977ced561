using System.Diagnostics.CodeAnalysis;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>Keeps the stream connections of all accounts while the service runs.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class StreamService(
    DingTalkAccounts accounts, StreamGateway gateway, StreamTurns turns, ILeaseStore leases, StreamTimings timings, ILogger<StreamKeeper> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(accounts.All
            .Where(a => a.Options is { HasApp: true, Mode: DingTalkMode.Stream })
            .Select(a => new StreamKeeper(a, gateway, turns, leases, timings, logger).RunAsync(stoppingToken)));
}
