using ChatBot.Kernel.Upkeep;
using ChatBot.Storage.Housekeeping;

namespace ChatBot.Host.Upkeep;

/// <summary>Removes what is kept for repeats alone once nothing can be repeated any more.</summary>
internal sealed class SweepStore(Sweeper sweeper) : IUpkeepJob
{
    /// <inheritdoc/>
    public string Name => "store.sweep";

    /// <inheritdoc/>
    public TimeSpan Period => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await sweeper.SweepAsync(cancellationToken) > 0)
        {
            // One round removes a bounded number of rows.
        }
    }
}
