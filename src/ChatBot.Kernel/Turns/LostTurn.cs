using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// A turn whose person was told that what came before is lost, or whose memory could not be kept. What the store still
/// holds of the person from before it, or from this turn, must not come back.
/// </summary>
/// <param name="Message">What the turn answered.</param>
/// <param name="Owner">By whom the turn was claimed, see <see cref="ITurnStore.ClaimAsync"/>.</param>
/// <param name="Started">When it began: a time stamp of the machine's clock (<see cref="TimeProvider.System"/>).</param>
public sealed record LostTurn(InboundMessage Message, string Owner, long Started)
{
    /// <summary>How long ago it began.</summary>
    public TimeSpan Age => TimeProvider.System.GetElapsedTime(Started);
}
