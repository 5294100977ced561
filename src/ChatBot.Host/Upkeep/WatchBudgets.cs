using ChatBot.Kernel;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Upkeep;
using ChatBot.Storage.Channels;

namespace ChatBot.Host.Upkeep;

/// <summary>
/// Copies the month's counts of platform calls to where they last, and warns the secretaries of budgets that run short. The
/// branches are gone through only when a budget has reached a mark of which this process has not warned.
/// </summary>
internal sealed class WatchBudgets(
    SpendKeeper spendings, QuotaWatch quotas, IBranchAdmin admin, IBranchDirectory directory, TimeProvider clock) : IUpkeepJob
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "budgets.watch";

    /// <inheritdoc/>
    public TimeSpan Period => TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var month = PlatformMonth.Of(clock.GetUtcNow()).Key;
        var reached = (await spendings.KeepAsync(cancellationToken))
            .Where(s => QuotaWatch.ThresholdOf(s) is not null)
            .Select(s => $"{s.Budget.Key}:{month}:{QuotaWatch.ThresholdOf(s)}")
            .ToList();
        if (reached.TrueForAll(_warned.Contains))
        {
            return;
        }

        foreach (var listed in await admin.ListAsync(cancellationToken))
        {
            if (await directory.GetAsync(listed.Id, cancellationToken) is { } branch)
            {
                await quotas.CheckAsync(branch, cancellationToken);
            }
        }

        _warned.UnionWith(reached);
    }
}
