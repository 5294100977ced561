using System.Buffers;
using ChatBot.Channels.DingTalk.Cards;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// One robot message in HTTP mode: who, signature, size, JSON, turn, answer. The answer is an empty body; the words go a
/// separate way, because a reply in the response body is documented but was never seen to work (receive-message 2025-12-29).
/// </summary>
internal sealed class DingTalkCallback(
    DingTalkAccounts accounts, DingTalkMessages messages, DingTalkCardTaps taps, DingTalkOnce once, DingTalkMetrics metrics, TimeProvider clock, ILogger<DingTalkCallback> logger)
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

    /// <summary>Takes a pressed button of an interactive card and writes the card's change (event-callback-card 2026-08-04: within 2 s).</summary>
    public async Task HandleTapAsync(HttpContext context, string? name, ITurnRunner turns)
    {
        if (!accounts.TryGet(name, out var account) || account.Options is not { HasApp: true, Mode: DingTalkMode.Callback, Cards.TemplateId.Length: > 0 })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Request.Headers;
        if (!CardCallbackAddress.IsSigned(headers["x-ddpaas-signature-timestamp"], headers["x-ddpaas-signature"], account.Options.Cards.CallbackSecret, clock.GetUtcNow()))
        {
            if (once.IsFirst("bad-signature:" + account.Name, KnockPause))
            {
                Log.BadSignature(logger, account.Name);
            }

            context.Response.StatusCode = Refused(account, "bad_signature", StatusCodes.Status403Forbidden);
            return;
        }

        if (await ReadBodyAsync(context) is not { } body)
        {
            Log.BodyTooLarge(logger, account.Name, BodyLimit);
            context.Response.StatusCode = Refused(account, "too_large", StatusCodes.Status413PayloadTooLarge);
            return;
        }

        using var limit = new CancellationTokenSource(TurnLimit, TimeProvider.System);
        var tapped = await taps.RunAsync(account, body, turns, limit.Token);
        context.Response.StatusCode = tapped.IsKept ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        if (tapped.Answer is { } answer)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(answer, limit.Token);
            await context.Response.CompleteAsync();
        }

        await tapped.SayAsync(limit.Token);
    }

    // Not tied to the caller's connection: the answer travels another way and is still due when the caller has gone.
    private async Task<int> HandleBodyAsync(DingTalkAccount account, ReadOnlyMemory<byte> body, ITurnRunner turns)
    {
        var (status, message) = await messages.ReadAsync(account, body, CancellationToken.None);
        if (message is null)
        {
            return status;
        }

        using var limit = new CancellationTokenSource(TurnLimit, TimeProvider.System);
        try
        {
            var outcome = await messages.RunAsync(account, message, turns, limit.Token);
            if (outcome is { Status: TurnStatus.Done or TurnStatus.Repeated })
            {
                return await messages.DeliverAsync(account, message, outcome.Replies, turns, limit.Token)
                    ? StatusCodes.Status200OK
                    : StatusCodes.Status503ServiceUnavailable;
            }

            await messages.TellNotKeptAsync(account, message, outcome, turns, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Refused(account, "too_slow", StatusCodes.Status503ServiceUnavailable);
        }

        return StatusCodes.Status503ServiceUnavailable;
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
