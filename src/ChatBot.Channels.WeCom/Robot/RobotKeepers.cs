using System.Diagnostics.CodeAnalysis;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>A keeper for each account with a robot on the long connection; they run only where the service does.</summary>
internal sealed class RobotKeepers
{
    private readonly Dictionary<string, RobotKeeper> _keepers = new(StringComparer.OrdinalIgnoreCase);

    public RobotKeepers(
        WeComAccounts accounts, RobotTurns turns, ILeaseStore leases, IReplicaRelay relay, RobotTimings timings, ILogger<RobotKeeper> logger)
    {
        foreach (var account in accounts.All.Where(HasLongConnection))
        {
            _keepers[account.Name] = new RobotKeeper(account, turns, leases, relay, timings, logger);
        }
    }

    public IReadOnlyCollection<RobotKeeper> All => _keepers.Values;

    public static bool HasLongConnection(WeComAccount account) => account.Options.Robot is { Mode: WeComRobotMode.LongConnection };

    public RobotKeeper? Find(WeComAccount account) => _keepers.GetValueOrDefault(account.Name);
}

/// <summary>Keeps all long connections while the service runs, and lets late answers end before it stops.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class RobotService(RobotKeepers keepers, RobotBackground background, RobotTimings timings) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await background.DrainAsync(timings.DrainLimit);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(keepers.All.Select(k => k.RunAsync(stoppingToken)));
}
