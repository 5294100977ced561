using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Points;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Storage.Audit;
using ChatBot.Storage.Channels;
using ChatBot.Storage.Housekeeping;

namespace ChatBot.Host.Serving;

/// <summary>
/// Work behind the turns: seals the audit chain, sweeps out what nobody can repeat any more, and sees to it that every branch
/// has its points window and its weekly look at long absence planned, so that a broken chain heals.
/// </summary>
internal sealed class UpkeepWorker(
    AuditSealer sealer,
    Sweeper sweeper,
    SpendKeeper spendings,
    QuotaWatch quotas,
    IBranchAdmin admin,
    IBranchDirectory directory,
    ILedger ledger,
    IIdSource ids,
    TimeProvider clock,
    ILogger<UpkeepWorker> logger) : BackgroundService
{
    private const int BranchesAtOnce = 100;
    private static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookAtQuotasEvery = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = (long?)null;
        var looked = TimeProvider.System.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sealer.SealAsync(BranchesAtOnce, stoppingToken);
                if (swept is null || TimeProvider.System.GetElapsedTime(swept.Value) > SweepEvery)
                {
                    await PlanRecurringAsync(stoppingToken);
                    while (await sweeper.SweepAsync(stoppingToken) > 0)
                    {
                        // One round takes a bounded bite.
                    }

                    swept = TimeProvider.System.GetTimestamp();
                }

                if (TimeProvider.System.GetElapsedTime(looked) > LookAtQuotasEvery)
                {
                    looked = TimeProvider.System.GetTimestamp();
                    await LookAtQuotasAsync(stoppingToken);
                }

                await Task.Delay(SealEvery, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException e)
            {
                HostLog.StoreAway(logger, e, nameof(UpkeepWorker));
                await Task.Delay(SealEvery, TimeProvider.System, CancellationToken.None);
            }
            catch (Exception e)
            {
                HostLog.WorkerFailed(logger, e, nameof(UpkeepWorker));
                await Task.Delay(SealEvery, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// Copies the month's counts to where they last, and warns the secretaries of budgets that run short. The branches are
    /// gone through only when a budget has reached a mark of which this process has not warned.
    /// </summary>
    private async Task LookAtQuotasAsync(CancellationToken cancellationToken)
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

    /// <summary>Plans this month's window and the next weekly check where none waits; each plans the one after it.</summary>
    private async Task PlanRecurringAsync(CancellationToken cancellationToken)
    {
        await PlanAsync(PointsSchedule.WindowKeys, branch => PointsSchedule.Window(branch, PointsMonth.Of(branch.Calendar.Day(clock.GetUtcNow())), ids), cancellationToken);
        await PlanAsync(InactivityWork.CheckKeys, branch => InactivityWork.Check(branch, branch.Calendar.Day(clock.GetUtcNow()).AddDays(1), ids), cancellationToken);
    }

    private async Task PlanAsync(string keys, Func<BranchSnapshot, OutboxItem> plan, CancellationToken cancellationToken)
    {
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
