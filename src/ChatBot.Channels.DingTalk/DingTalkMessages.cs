using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>One robot message, however it came: read it, run its turn, deliver the answer.</summary>
internal sealed class DingTalkMessages(
    DingTalkReplies replies, DingTalkBudgets budgets, DingTalkOnce once, DingTalkMetrics metrics, ILogger<DingTalkMessages> logger)
{
    /// <summary>The message for a turn; null with the HTTP status that says why there is none (200 for known and ignored).</summary>
    public async ValueTask<(int Status, InboundMessage? Message)> ReadAsync(
        DingTalkAccount account, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        RobotMessage? raw;
        DingTalkActivity activity;
        try
        {
            raw = JsonSerializer.Deserialize(body.Span, DingTalkJson.Default.RobotMessage);
            activity = raw is null ? new DingTalkActivity.Malformed("body") : DingTalkInbound.Map(raw, account);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair, found only when it is read.
            Log.NotJson(logger, account.Name);
            return Refused(account, "not_json", StatusCodes.Status400BadRequest);
        }

        if (raw is { Encrypt.ValueKind: not JsonValueKind.Undefined })
        {
            Log.EncryptedBody(logger, account.Name);
            return Refused(account, "encrypted", StatusCodes.Status400BadRequest);
        }

        switch (activity)
        {
            case DingTalkActivity.Foreign:
                Log.ForeignRobot(logger, account.Name);
                return Refused(account, "foreign_robot", StatusCodes.Status403Forbidden);
            case DingTalkActivity.Malformed malformed:
                Log.Malformed(logger, account.Name, DingTalkContent.Clean(raw?.MessageId, 256), malformed.Field);
                return Refused(account, "malformed", StatusCodes.Status400BadRequest);
            case DingTalkActivity.Ignored ignored:
                await IgnoreAsync(account, ignored.Reason, DingTalkContent.Clean(raw?.MessageId, 256), cancellationToken);
                return (StatusCodes.Status200OK, null);
            case DingTalkActivity.Turn turn:
                return (StatusCodes.Status200OK, turn.Message);
            default:
                throw new InvalidOperationException($"Unknown activity {activity.GetType().Name}.");
        }
    }

    /// <summary>Runs the turn; null when it took too long. Counts the message against the month's budget.</summary>
    public async Task<TurnOutcome?> RunAsync(DingTalkAccount account, InboundMessage message, ITurnRunner turns, CancellationToken limit)
    {
        try
        {
            var outcome = await turns.RunAsync(message, limit);
            metrics.Received(account.Name, outcome.Status.ToString());
            if (outcome.Status != TurnStatus.Repeated)
            {
                await budgets.SpendStreamAsync(account, "message", limit);
            }

            if (outcome.Status is TurnStatus.NotKept or TurnStatus.Busy)
            {
                Log.LeftToRepeat(logger, account.Name, message.MessageId, outcome.Status);
            }

            return outcome;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TookTooLong(logger, account.Name, message.MessageId);
            metrics.Received(account.Name, "too_slow");
            return null;
        }
    }

    /// <summary>Delivers the answer; false when it certainly did not all go out and a repeat may try again.</summary>
    public Task<bool> DeliverAsync(
        DingTalkAccount account, InboundMessage message, IReadOnlyList<OutboundMessage> answer, ITurnRunner turns, CancellationToken cancellationToken) =>
        replies.DeliverAsync(account, message, answer, turns, cancellationToken);

    /// <summary>Says that nothing was kept, where something can be said.</summary>
    public Task TellNotKeptAsync(
        DingTalkAccount account, InboundMessage message, TurnOutcome? outcome, ITurnRunner turns, CancellationToken cancellationToken) =>
        outcome is { Status: TurnStatus.NotKept }
            ? replies.TellNotKeptAsync(account, message, outcome.Replies, turns, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Who sent the message, to keep one person's messages in order; null when that cannot be read.</summary>
    public static string? SenderOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var raw = JsonSerializer.Deserialize(body, DingTalkJson.Default.RobotMessage);
            return raw?.SenderStaffId ?? raw?.SenderId;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async ValueTask IgnoreAsync(DingTalkAccount account, IgnoredReason reason, string? messageId, CancellationToken cancellationToken)
    {
        switch (reason)
        {
            case IgnoredReason.QuotaUsedUp:
                Log.QuotaUsedUp(logger, account.Name, messageId);
                await budgets.NoteStreamUsedUpAsync(account, cancellationToken);
                break;
            case IgnoredReason.NoIdentity when once.IsFirst("no-identity:" + account.Name):
                Log.NoIdentity(logger, account.Name, messageId);
                break;
            case IgnoredReason.NoIdentity:
                break;
            default:
                throw new InvalidOperationException($"Unknown reason {reason}.");
        }

        metrics.Received(account.Name, reason.ToString());
    }

    private (int Status, InboundMessage? Message) Refused(DingTalkAccount account, string outcome, int status)
    {
        metrics.Received(account.Name, outcome);
        return (status, null);
    }
}
