using ChatBot.Kernel.Turns;
using ChatBot.Kernel.Upkeep;

namespace ChatBot.Host.Upkeep;

/// <summary>Tells the store of turns, as soon as it is back, what was called lost while it was away.</summary>
internal sealed class TellLostTurns(LostTurns lost, ITurnStore store) : IUpkeepJob
{
    /// <inheritdoc/>
    public string Name => "lost turns";

    /// <summary>Short, because the person may write again at any moment and another replica may answer.</summary>
    public TimeSpan Period { get; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (lost.IsEmpty)
        {
            return;
        }

        try
        {
            await lost.TellAsync(store, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Whoever needed the store has logged it; the next run tries again.
        }
    }
}
