using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Kernel.Routing;

/// <summary>Looks at what is left of the budgets; a look is good for some seconds, so that a burst costs one.</summary>
public sealed class BudgetBook(ISpendLedger ledger, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (Spending Spending, DateTimeOffset At, long Seen)> _seen = new(StringComparer.Ordinal);

    /// <summary>The strictest stage of the budgets; null for a route that draws on none. Unknown counts as plenty.</summary>
    public async ValueTask<BudgetStage?> StageOfAsync(IReadOnlyList<Budget> budgets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        if (budgets.Count == 0)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var elapsed = PlatformMonth.Of(now).Elapsed(now);
        var strictest = BudgetStage.Plenty;
        foreach (var budget in budgets)
        {
            if (await FindAsync(budget, now, cancellationToken) is { } spending
                && Degradation.StageOf(spending.Share, elapsed) is var stage && stage > strictest)
            {
                strictest = stage;
            }
        }

        return strictest;
    }

    private async ValueTask<Spending?> FindAsync(Budget budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // By both clocks: the branch's may be moved by hand, or stand still while much is sent.
        if (_seen.TryGetValue(budget.Key, out var known) && (now - known.At).Duration() < GoodFor
            && TimeProvider.System.GetElapsedTime(known.Seen) < GoodFor)
        {
            return known.Spending;
        }

        try
        {
            var spending = (await ledger.ReadAsync([budget], cancellationToken))[0];
            _seen[budget.Key] = (spending, now, TimeProvider.System.GetTimestamp());
            return spending;
        }
        catch (StoreUnavailableException)
        {
            // Nobody knows; the platform itself refuses what is too much.
            return null;
        }
    }
}
