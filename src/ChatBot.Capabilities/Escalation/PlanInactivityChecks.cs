using ChatBot.Kernel.Upkeep;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Plans the next weekly look at long absence in every branch where none waits; each look plans the next.</summary>
public sealed class PlanInactivityChecks(RecurringRows rows, IIdSource ids, TimeProvider clock) : IUpkeepJob
{
    /// <inheritdoc/>
    public string Name => "inactivity.checks";

    /// <inheritdoc/>
    public TimeSpan Period => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => rows.PlanAsync(
        InactivityWork.CheckKeys, branch => InactivityWork.Check(branch, branch.Calendar.Day(clock.GetUtcNow()).AddDays(1), ids), cancellationToken);
}
