using System.Diagnostics.CodeAnalysis;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Hears for a smart robot in URL mode (pages 101027, 101031, 101033): verify, decrypt, parse, one turn, encrypted passive
/// reply. A turn that takes too long is answered by an unfinished stream, which the platform asks for again, or by the
/// message's one-off address.
/// </summary>
internal sealed class RobotUrlCallback(
    WeComAccounts accounts,
    WeComCallbackGate gate,
    RobotLateAnswers late,
    RobotTimings timings,
    RobotBackground background,
    TimeProvider clock,
    ILogger<RobotUrlCallback> logger)
{
    /// <summary>After six minutes the platform asks no more; a little before, a last word is due.</summary>
    private static readonly TimeSpan StreamLife = TimeSpan.FromMinutes(5.5);

    /// <summary>The platform hangs up after 5 s. On the machine's clock.</summary>
    internal TimeSpan AnswerLimit { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>Answers the check of the address.</summary>
    public Task VerifyAddressAsync(HttpContext context)
    {
        if (TryFind(context, out var account, out var crypto))
        {
            return gate.VerifyAddressAsync(context, account.Name, crypto, account.Options.Robot!.CallbackWindow);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Takes one message, event or poll.</summary>
    public async Task ReceiveAsync(HttpContext context, ITurnRunner turns)
    {
        if (!TryFind(context, out var account, out var crypto))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var started = TimeProvider.System.GetTimestamp();
        using var deadline = new CancellationTokenSource(AnswerLimit, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        try
        {
            var robot = account.Options.Robot!;
            if (await gate.OpenAsync(context, account.Name, crypto, robot.CallbackWindow, RobotEnvelope.Read, linked.Token) is not { } opened)
            {
                return;
            }

            RobotCallback callback;
            using (opened.Message)
            {
                if (RobotEnvelope.ReadCallback(opened.Message.Utf8, out callback) is { } fault)
                {
                    logger.FrameMalformed(account.Name, fault);
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                    return;
                }
            }

            var call = new Call(account, callback, opened.SignedAt, turns, AnswerLimit - TimeProvider.System.GetElapsedTime(started));
            var body = callback.MsgType == "stream" ? await PollAsync(call) : await AnswerAsync(call);
            if (body is not null)
            {
                await RobotEnvelope.WriteAsync(context, crypto, body, opened.Nonce, clock.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task<RobotBody?> AnswerAsync(Call call)
    {
        var (account, callback) = (call.Account, call.Callback);
        if (RobotInbound.Map(account.Name, callback, call.SignedAt) is not { } message)
        {
            logger.CallbackIgnored(account.Name, callback.MsgType, callback.Event);
            return null;
        }

        // Not bound to the call: an answer that comes later has other ways.
        var turn = RunAsync(call, message);
        background.Keep(turn);
        if (await IsDoneInAsync(turn, call.TimeLeft))
        {
            var outcome = await turn;
            var answer = RobotPassive.Of(message, outcome?.Replies ?? [], callback.UserId);
            if (outcome is not null && answer.Later.Count > 0)
            {
                background.Keep(late.SayAsync(account, callback, message, answer.Later, call.Turns, IsKept(outcome)));
            }

            return answer.Body;
        }

        if (message.Kind is InboundKind.Text && Ids(account).TryWrite(message) is { } streamId)
        {
            return RobotBody.OfStream(streamId, RobotText.More, isFinished: false);
        }

        background.Keep(SayWhenDoneAsync(call, message, turn));
        return null;
    }

    /// <summary>The next state of a stream: the turn is run again, which gives its stored reply as soon as there is one.</summary>
    private async Task<RobotBody?> PollAsync(Call call)
    {
        var (account, callback) = (call.Account, call.Callback);
        if (Ids(account).TryRead(account.Name, callback.StreamId) is not { } message
            || (callback.UserId.Length > 0 && WeComInbound.NormaliseUserId(callback.UserId) != message.Sender.UserId))
        {
            logger.CallbackIgnored(account.Name, callback.MsgType, "unknown stream");
            return null;
        }

        var turn = RunAsync(call, message);
        background.Keep(turn);
        var outcome = await IsDoneInAsync(turn, call.TimeLeft) ? await turn : null;
        var isOver = clock.GetUtcNow() - message.SentAt > StreamLife;
        if (outcome is null || (outcome.Status == TurnStatus.Busy && !isOver))
        {
            return RobotBody.OfStream(callback.StreamId, RobotText.More, isFinished: false);
        }

        // The last frame must say something, or the dots stay for ever.
        return RobotPassive.Of(message, outcome.Replies, callback.UserId, callback.StreamId).Body
            ?? RobotBody.OfStream(callback.StreamId, RobotText.More);
    }

    private async Task<TurnOutcome?> RunAsync(Call call, InboundMessage message)
    {
        try
        {
            using var limit = new CancellationTokenSource(timings.TurnLimit, TimeProvider.System);
            var outcome = await call.Turns.RunAsync(message, limit.Token);
            if (!IsKept(outcome))
            {
                logger.NotKept(call.Account.Name, message.MessageId, outcome.Status.ToString());
            }

            return outcome;
        }
        catch (Exception e)
        {
            logger.TurnFailed(e, call.Account.Name, message.MessageId);
            return null;
        }
    }

    private async Task SayWhenDoneAsync(Call call, InboundMessage message, Task<TurnOutcome?> turn)
    {
        if (await turn is { Replies.Count: > 0 } outcome)
        {
            await late.SayAsync(call.Account, call.Callback, message, outcome.Replies, call.Turns, IsKept(outcome));
        }
    }

    private static async Task<bool> IsDoneInAsync(Task turn, TimeSpan limit) =>
        await Task.WhenAny(turn, Task.Delay(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, TimeProvider.System, CancellationToken.None)) == turn;

    private static bool IsKept(TurnOutcome outcome) => outcome.Status is TurnStatus.Done or TurnStatus.Repeated;

    private static RobotStreamId Ids(WeComAccount account) => new(account.Options.Robot!.EncodingAesKey);

    private bool TryFind(HttpContext context, [NotNullWhen(true)] out WeComAccount? account, [NotNullWhen(true)] out WeComCrypto? crypto)
    {
        (account, crypto) = (null, null);
        if (context.GetRouteValue("name") is string name && accounts.TryGet(name, out account))
        {
            crypto = account.RobotCrypto;
        }

        return account is not null && crypto is not null;
    }

    private sealed record Call(WeComAccount Account, RobotCallback Callback, DateTimeOffset SignedAt, ITurnRunner Turns, TimeSpan TimeLeft);
}
