using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;

namespace ChatBot.Kernel.Upkeep;

/// <summary>Plans recurring outbox rows for the branches where none waits: new ones, and those whose chain of rows broke.</summary>
public sealed class RecurringRows(IBranchAdmin admin, IBranchDirectory directory, ILedger ledger)
{
    private const int BranchesAtOnce = 100;

    /// <summary>Plans a row for every branch without a waiting one.</summary>
    /// <param name="keys">How the dedupe keys of the rows begin.</param>
    /// <param name="plan">The row of a branch.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Turns.StoreUnavailableException">A store is away.</exception>
    public async Task PlanAsync(string keys, Func<BranchSnapshot, OutboxItem> plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (BranchId? last = null; ;)
        {
            var branches = await admin.ListWithoutWorkAsync(keys, last, BranchesAtOnce, cancellationToken);
            foreach (var id in branches)
            {
                last = id;
                if (await directory.GetAsync(id, cancellationToken) is { } branch)
                {
                    var changes = new ChangeSet(id);
                    changes.Add(new OutboxAdded(plan(branch)));
                    await ledger.CommitAsync(changes, null, cancellationToken);
                }
            }

            if (branches.Count < BranchesAtOnce)
            {
                return;
            }
        }
    }
}
