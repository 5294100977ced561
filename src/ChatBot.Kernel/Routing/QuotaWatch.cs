using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Routing;

/// <summary>Warns the secretary before a month's budget is gone: at 80 %, and at 95 % while it can still be said.</summary>
public sealed class QuotaWatch(BudgetCatalogue catalogue, ISpendLedger spending, ILedger ledger, IIdSource ids, TimeProvider clock)
{
    private const double Much = 0.80;
    private const double Nearly = 0.95;

    /// <summary>
    /// Looks at the branch's budgets and writes the warnings that are due; each goes out once a month. How many budgets have
    /// reached a mark.
    /// </summary>
    /// <exception cref="Turns.StoreUnavailableException">A store is away.</exception>
    public async Task<int> CheckAsync(BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branch);
        if (catalogue.Of(branch) is not { Count: > 0 } budgets)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var changes = new ChangeSet(branch.Id);
        var reached = 0;
        foreach (var one in await spending.ReadAsync(budgets, cancellationToken))
        {
            if (ThresholdOf(one) is { } threshold)
            {
                reached++;
                changes.AddRange(RouteRows.Warning(branch, one.Budget, threshold, ids, now).Select(row => new OutboxAdded(row)));
            }
        }

        await ledger.CommitAsync(changes, null, cancellationToken);
        return reached;
    }

    /// <summary>The mark that a budget has reached; null below all.</summary>
    public static BudgetThreshold? ThresholdOf(Spending spending)
    {
        ArgumentNullException.ThrowIfNull(spending);
        return spending.Share >= Nearly ? BudgetThreshold.Nearly : spending.Share >= Much ? BudgetThreshold.Much : null;
    }
}

/// <summary>The marks at which the secretary is told.</summary>
public enum BudgetThreshold
{
    /// <summary>80 %.</summary>
    Much,

    /// <summary>95 %: what happens next is said while it still can be.</summary>
    Nearly,
}
