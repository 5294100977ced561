using System.Security.Cryptography;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// The store of turns as a turn uses it: waits for others of the person, tries a call that failed once more, and goes on
/// without memory when the store is away. What was then called lost is noted, so that it does not come back.
/// </summary>
internal sealed class PatientTurnStore(ITurnStore turns, LostTurns lostTurns, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(120);

    /// <summary>
    /// A call that failed is tried once more when it failed within this time: one slow or broken call is no lost memory. Two
    /// of the store's time limits (1 s) leave the turn its time before the platform repeats it.
    /// </summary>
    private static readonly TimeSpan TriesAgainWithin = TimeSpan.FromSeconds(1.5);

    /// <summary>Claims the turn, waiting for earlier ones of the same person; without a claim when the store is away.</summary>
    public async Task<ClaimedTurn> ClaimAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var turn = new ClaimedTurn(message, RandomNumberGenerator.GetHexString(32, lowercase: true), TimeProvider.System.GetTimestamp(), null);
        try
        {
            var lost = lostTurns.Of(message.Sender);
            var claim = await AskAsync(
                () => TwiceAsync(_ => turns.ClaimAsync(message, turn.Owner, lost, cancellationToken), cancellationToken),
                answer => answer.Status == ClaimStatus.Running,
                cancellationToken);
            if (lost is not null && claim.Status == ClaimStatus.Taken)
            {
                lostTurns.Told(lost);
            }

            return turn with { Claim = claim };
        }
        catch (StoreUnavailableException e)
        {
            TurnLog.MemoryAway(logger, e);
            return turn;
        }
    }

    /// <summary>Keeps replies and state; false when they may be lost, as they are without a claim.</summary>
    public async Task<bool> CompleteAsync(
        ClaimedTurn turn, IReadOnlyList<OutboundMessage> replies, string? nextState, CancellationToken cancellationToken)
    {
        if (turn.Claim is null)
        {
            return false;
        }

        try
        {
            var completed = new CompletedTurn(turn.Message, turn.Owner, replies, nextState);
            return await TwiceAsync(
                async isAgain =>
                {
                    await turns.CompleteAsync(completed, isAgain, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // The effects are in the books; a repeat finds them there.
            TurnLog.MemoryAway(logger, e);
            return false;
        }
    }

    /// <summary>What the person's memory holds from before the turn, or from it, must not come back.</summary>
    public void CallLost(ClaimedTurn turn) => lostTurns.Note(new LostTurn(turn.Message, turn.Owner, turn.Started));

    /// <summary>Gives the claim back without an answer, so that a repeat can run.</summary>
    public async Task ReleaseAsync(ClaimedTurn turn)
    {
        if (turn.Claim is null)
        {
            return;
        }

        try
        {
            await turns.ReleaseAsync(turn.Message, turn.Owner, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            TurnLog.MemoryAway(logger, e);
        }
    }

    /// <inheritdoc cref="ITurnRunner.TakeDeliveryAsync"/>
    public async Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(
                () => turns.TakeDeliveryAsync(message, cancellationToken), status => status == DeliveryStatus.Underway, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return DeliveryStatus.Taken;
        }
    }

    /// <inheritdoc cref="ITurnRunner.ConfirmDeliveryAsync"/>
    public async Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await turns.ConfirmDeliveryAsync(message, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // A repeat says it again: twice rather than never.
        }
    }

    /// <inheritdoc cref="ITurnRunner.ReleaseDeliveryAsync"/>
    public async Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await turns.ReleaseDeliveryAsync(message, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The claim to deliver ends by itself.
        }
    }

    /// <summary>Calls the store, and once more when the call failed soon enough; the argument says whether it is the second try.</summary>
    private static async Task<T> TwiceAsync<T>(Func<bool, Task<T>> call, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            return await call(false);
        }
        catch (StoreUnavailableException) when (TimeProvider.System.GetElapsedTime(started) < TriesAgainWithin)
        {
            await Task.Delay(FirstPause, TimeProvider.System, cancellationToken);
            return await call(true);
        }
    }

    /// <summary>Asks until the answer is no longer to wait, or patience ends.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, Func<T, bool> isToWait, CancellationToken cancellationToken)
    {
        // Waiting is measured on the machine's clock: the branch's clock may be moved by hand.
        var started = TimeProvider.System.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var answer = await ask();
            if (!isToWait(answer) || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                return answer;
            }

            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }
    }
}
