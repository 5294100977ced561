using ChatBot.Kernel.Upkeep;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Points;

/// <summary>Plans this month's points window in every branch where none waits; each window plans the next.</summary>
public sealed class PlanPointsWindows(RecurringRows rows, IIdSource ids, TimeProvider clock) : IUpkeepJob
{
    /// <inheritdoc/>
    public string Name => "points.windows";

    /// <inheritdoc/>
    public TimeSpan Period => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => rows.PlanAsync(
        PointsSchedule.WindowKeys, branch => PointsSchedule.Window(branch, PointsMonth.Of(branch.Calendar.Day(clock.GetUtcNow())), ids), cancellationToken);
}
