using System.Buffers;
using System.Text.Json;
using ChatBot.Application.Channels;
using ChatBot.Application.Turns;
using ChatBot.Channels.DingTalk.Payloads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// One robot message in HTTP mode: who, signature, size, JSON, turn, answer. The answer is an empty body; the words go a
/// separate way, because a reply in the response body is documented but was never seen to work (receive-message 2025-12-29).
/// </summary>
internal sealed class DingTalkCallback(
    DingTalkAccounts accounts, DingTalkReplies replies, DingTalkOnce once, DingTalkMetrics metrics, TimeProvider clock, ILogger<DingTalkCallback> logger)
{
    /// <summary>Most bytes of a body.</summary>
    public const int BodyLimit = 1024 * 1024;

    /// <summary>Time for turn and answer together, by the machine's clock: the branch's clock may be moved by hand.</summary>
    public static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan KnockPause = TimeSpan.FromMinutes(1);

    /// <summary>Handles one request; returns the status to answer with.</summary>
    public async Task<int> HandleAsync(HttpContext context, string? name, ITurnRunner turns)
    {
        if (!accounts.TryGet(name, out var account) || account.Options is not { HasApp: true, Mode: DingTalkMode.Callback })
        {
            return StatusCodes.Status404NotFound;
        }

        var headers = context.Request.Headers;
        if (!DingTalkSignature.IsValid(headers["timestamp"], headers["sign"], account.Options.AppSecret, clock.GetUtcNow()))
        {
            // Anybody can knock; the counter has them all, the log one a minute.
            if (once.IsFirst("bad-signature:" + account.Name, KnockPause))
            {
                Log.BadSignature(logger, account.Name);
            }

            return Refused(account, "bad_signature", StatusCodes.Status403Forbidden);
        }

        var body = await ReadBodyAsync(context);
        if (body is null)
        {
            Log.BodyTooLarge(logger, account.Name, BodyLimit);
            return Refused(account, "too_large", StatusCodes.Status413PayloadTooLarge);
        }

        return await HandleBodyAsync(account, body.Value, turns);
    }

    private async Task<int> HandleBodyAsync(DingTalkAccount account, ReadOnlyMemory<byte> body, ITurnRunner turns)
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
                return Ignore(account, ignored.Reason, DingTalkContent.Clean(raw?.MessageId, 256));
            case DingTalkActivity.Turn turn:
                return await RunAsync(account, turn.Message, turns);
            default:
                throw new InvalidOperationException($"Unknown activity {activity.GetType().Name}.");
        }
    }

    // Not tied to the caller's connection: the answer travels another way and is still due when the caller has gone.
    private async Task<int> RunAsync(DingTalkAccount account, InboundMessage message, ITurnRunner turns)
    {
        using var limit = new CancellationTokenSource(TurnLimit, TimeProvider.System);
        try
        {
            var outcome = await turns.RunAsync(message, limit.Token);
            metrics.Received(account.Name, outcome.Status.ToString());
            switch (outcome.Status)
            {
                case TurnStatus.Done or TurnStatus.Repeated:
                    return await replies.DeliverAsync(account, message, outcome.Replies, turns, limit.Token)
                        ? StatusCodes.Status200OK
                        : StatusCodes.Status503ServiceUnavailable;
                case TurnStatus.NotKept:
                    Log.LeftToRepeat(logger, account.Name, message.MessageId, outcome.Status);
                    await replies.TellNotKeptAsync(account, message, outcome.Replies, turns, limit.Token);
                    return StatusCodes.Status503ServiceUnavailable;
                case TurnStatus.Busy:
                    Log.LeftToRepeat(logger, account.Name, message.MessageId, outcome.Status);
                    return StatusCodes.Status503ServiceUnavailable;
                default:
                    throw new InvalidOperationException($"Unknown turn status {outcome.Status}.");
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TookTooLong(logger, account.Name, message.MessageId);
            return Refused(account, "too_slow", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private int Ignore(DingTalkAccount account, IgnoredReason reason, string? messageId)
    {
        switch (reason)
        {
            case IgnoredReason.QuotaUsedUp:
                Log.QuotaUsedUp(logger, account.Name, messageId);
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
        return StatusCodes.Status200OK;
    }

    private int Refused(DingTalkAccount account, string outcome, int status)
    {
        metrics.Received(account.Name, outcome);
        return status;
    }

    // Reads at most the limit, whatever Content-Length says; null when there is more.
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > BodyLimit)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > BodyLimit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
