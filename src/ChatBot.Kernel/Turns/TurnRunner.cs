using System.Text.Json;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// Runs each message exactly once and each person's messages in order (design §3). Redis holds claim, lease and dialog
/// state; the inbox row, committed with the effects, is what makes "once" true when Redis or the process is lost.
/// </summary>
public sealed class TurnRunner(
    ITurnStore turns,
    ILedger ledger,
    IBranchDirectory directory,
    ITurnHandler handler,
    OutboxSignal signal,
    LostTurns lostTurns,
    BotTelemetry telemetry,
    TimeProvider clock,
    IOptions<TurnLimits> limits,
    ILogger<TurnRunner> logger) : ITurnRunner
{
    private const int MostAttempts = 6;
    /// <summary>A message older than this may well be a repeat: WeCom sends its first after 5 s, DingTalk after about a minute.</summary>
    private static readonly TimeSpan RepeatsFrom = TimeSpan.FromSeconds(4);

    private readonly PatientTurnStore _turns = new(turns, lostTurns, logger);
    private readonly GroupCounter _groups = new(limits.Value.MessagesOfAGroup, limits.Value.Window, clock);

    /// <inheritdoc/>
    public async Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        using var activity = telemetry.StartTurn(message);
        var started = TimeProvider.System.GetTimestamp();
        var outcome = await RunClaimedAsync(message, cancellationToken);
        telemetry.TurnEnded(activity, message.Sender.Channel, outcome.Status, TimeProvider.System.GetElapsedTime(started));
        return outcome;
    }

    /// <inheritdoc/>
    public Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        _turns.TakeDeliveryAsync(message, cancellationToken);

    /// <inheritdoc/>
    public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        _turns.ConfirmDeliveryAsync(message, cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        _turns.ReleaseDeliveryAsync(message, cancellationToken);

    private async Task<TurnOutcome> RunClaimedAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - message.SentAt > InboxEntry.MostAge)
        {
            TurnLog.TooOld(logger, message.Sender.Channel, message.MessageId);
            return new TurnOutcome(TurnStatus.Done, []);
        }

        var turn = await _turns.ClaimAsync(message, cancellationToken);
        switch (turn.Claim?.Status)
        {
            case ClaimStatus.Answered:
                return new TurnOutcome(TurnStatus.Repeated, turn.Claim.Replies ?? []);
            case ClaimStatus.Running:
                return new TurnOutcome(TurnStatus.Busy, [handler.BusyReply]);
            case ClaimStatus.JustTooMany:
                TurnLog.TooMany(logger, "person", message.Sender.Channel);
                return new TurnOutcome(TurnStatus.Done, [handler.TooManyReply]);
            case ClaimStatus.TooMany:
                return new TurnOutcome(TurnStatus.Done, []);
            case ClaimStatus.Taken or null:
            default:
                break;
        }

        if (_groups.Enter(message) is var room and not MessageRoom.Enough)
        {
            return await RefuseAsync(turn, room);
        }

        try
        {
            var end = await RunOnceAsync(message, turn.Claim, cancellationToken);
            if (await _turns.CompleteAsync(turn, end.Replies, end.NextState, cancellationToken))
            {
                return new TurnOutcome(end.Status, end.Replies);
            }

            // Memory was there at first and was not kept: whatever it holds now is not what was said. Without any, an older
            // form stays as it is unless the person heard that it is lost.
            if (turn.Claim is not null || end.SaysLost || end.AwaitsAnswer)
            {
                _turns.CallLost(turn);
            }

            // Without its memory the bot cannot ask back; what was said in one sentence is done, the rest starts over.
            return new TurnOutcome(end.Status, end.AwaitsAnswer ? [.. end.Replies, handler.StartOverReply] : end.Replies);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            TurnLog.NotKept(logger, e, message.Sender.Channel, message.MessageId);
            await _turns.ReleaseAsync(turn);
            return new TurnOutcome(TurnStatus.NotKept, [handler.StoreAwayReply]);
        }
        catch (OperationCanceledException)
        {
            await _turns.ReleaseAsync(turn);
            throw;
        }
    }

    /// <summary>Too much is said in the group: one sentence, then nothing. The person's dialog stays as it is.</summary>
    private async Task<TurnOutcome> RefuseAsync(ClaimedTurn turn, MessageRoom room)
    {
        await _turns.ReleaseAsync(turn);
        if (room == MessageRoom.Full)
        {
            return new TurnOutcome(TurnStatus.Done, []);
        }

        TurnLog.TooMany(logger, "group", turn.Message.Sender.Channel);
        return new TurnOutcome(TurnStatus.Done, [handler.TooManyInGroupReply]);
    }

    private async Task<TurnEnd> RunOnceAsync(InboundMessage message, TurnClaim? claim, CancellationToken cancellationToken)
    {
        var memory = claim is null ? new TurnMemory(IsLost: true) : new TurnMemory(claim.DialogState, claim.Offer);
        for (var attempt = 1; ; attempt++)
        {
            var result = await handler.HandleAsync(message, memory, cancellationToken);
            if (result.Changes is not { IsEmpty: false } changes)
            {
                return await FindEarlierAsync(message, claim, cancellationToken) is { } earlier
                    ? Repeated(earlier)
                    : Done(result);
            }

            var inbox = new InboxEntry(
                message.InboxKey,
                result.SubmissionId,
                CompactJson.Write(result.Replies, TurnJson.Default.IReadOnlyListOutboundMessage),
                result.NextState,
                clock.GetUtcNow());
            var committed = await ledger.CommitAsync(changes, inbox, cancellationToken);
            switch (committed.Status)
            {
                case CommitStatus.Committed:
                    signal.Raise();
                    return Done(result);
                case CommitStatus.AlreadyDone:
                    return Repeated(committed.Earlier!);
                case CommitStatus.Conflict when attempt < MostAttempts:
                    await directory.InvalidateAsync(changes.Branch, cancellationToken);
                    memory = memory with { IsRetry = true };
                    break;
                case CommitStatus.Conflict:
                    throw new StoreUnavailableException("The books kept changing under the turn.");
                default:
                    throw new InvalidOperationException($"Unknown commit status {committed.Status}.");
            }
        }
    }

    /// <summary>
    /// A repeat whose first run was lost after its commit finds the books as it left them and has nothing to write. What it
    /// answered then stands in the inbox; it is looked for only where a repeat is likely, so that questions stay free of it.
    /// </summary>
    private async Task<InboxEntry?> FindEarlierAsync(InboundMessage message, TurnClaim? claim, CancellationToken cancellationToken)
    {
        if (claim is not null && message.IsTimed && clock.GetUtcNow() - message.SentAt < RepeatsFrom)
        {
            return null;
        }

        try
        {
            return await directory.FindAsync(message.Sender, cancellationToken) is { } found
                ? await ledger.FindInboxAsync(found.Branch, message.InboxKey, cancellationToken)
                : null;
        }
        catch (StoreUnavailableException e)
        {
            // Nothing is to be written, so the answer from what is cached may go out.
            TurnLog.BooksAway(logger, e);
            return null;
        }
    }

    private static TurnEnd Done(TurnResult result) =>
        new(TurnStatus.Done, result.Replies, result.NextState, result.AwaitsAnswer, result.SaysLost);

    private static TurnEnd Repeated(InboxEntry earlier) =>
        new(TurnStatus.Repeated, JsonSerializer.Deserialize(earlier.RepliesJson, TurnJson.Default.IReadOnlyListOutboundMessage) ?? [], earlier.NextState);

    /// <summary>What came of the turn: to be said, and to be remembered.</summary>
    private sealed record TurnEnd(
        TurnStatus Status, IReadOnlyList<OutboundMessage> Replies, string? NextState, bool AwaitsAnswer = false, bool SaysLost = false);
}
