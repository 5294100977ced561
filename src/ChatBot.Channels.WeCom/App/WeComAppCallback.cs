using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.App;

/// <summary>Hears for the self-built app: verify, decrypt, parse, one turn, encrypted passive reply (pages 90238, 90241).</summary>
internal sealed class WeComAppCallback(
    WeComAccounts accounts, WeComCallbackGate gate, AppReplier replier, TimeProvider clock, ILogger<WeComAppCallback> logger)
{
    /// <summary>
    /// The platform hangs up after 5 s and calls again; what is not done by then is better stopped here. Measured on the
    /// machine's clock: the branch's may be moved by hand.
    /// </summary>
    internal TimeSpan TurnLimit { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>Answers the check of the address with the decrypted echo, byte for byte (page 90238: within 1 s).</summary>
    public async Task VerifyAddressAsync(HttpContext context)
    {
        if (!TryFind(context, out var account, out var crypto))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await gate.VerifyAddressAsync(context, account.Name, crypto, account.Options.App!.CallbackWindow);
    }

    /// <summary>Takes one message or event.</summary>
    public async Task ReceiveAsync(HttpContext context, ITurnRunner turns)
    {
        if (!TryFind(context, out var account, out var crypto))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var deadline = new CancellationTokenSource(TurnLimit, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        try
        {
            if (await OpenAsync(context, account, crypto, linked.Token) is { } received)
            {
                await AnswerAsync(context, account, crypto, received, turns, linked.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            logger.TurnNotKept(account.Name, "", "out of time");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    // Null when the answer is already clear.
    private async Task<ReceivedMessage?> OpenAsync(
        HttpContext context, WeComAccount account, WeComCrypto crypto, CancellationToken cancellationToken)
    {
        if (await gate.OpenAsync(
            context, account.Name, crypto, account.Options.App!.CallbackWindow, WeComXml.ReadEnvelope, cancellationToken) is not { } opened)
        {
            return null;
        }

        using var message = opened.Message;
        var fault = WeComXml.ReadMessage(message.Utf8, out var received);
        if (fault is not null)
        {
            logger.CallbackMalformed(account.Name, fault);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return received;
    }

    private async Task AnswerAsync(
        HttpContext context, WeComAccount account, WeComCrypto crypto, ReceivedMessage received, ITurnRunner turns, CancellationToken cancellationToken)
    {
        if (WeComInbound.Map(account.Name, received) is not { } message)
        {
            if (WeComInbound.ThreatensTheApp(received))
            {
                logger.AppMayBeSwitchedOff(account.Name, received.Event);
            }
            else
            {
                logger.CallbackIgnored(account.Name, received.MsgType, received.Event);
            }

            return;
        }

        var outcome = await turns.RunAsync(message, cancellationToken);
        if (outcome.Status is TurnStatus.NotKept or TurnStatus.Busy)
        {
            logger.TurnNotKept(account.Name, message.MessageId, outcome.Status.ToString());
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var answer = await replier.AnswerAsync(account, message, outcome.Replies, turns, cancellationToken);
        if (answer == PassiveAnswer.Later)
        {
            logger.TurnNotKept(account.Name, message.MessageId, "answer underway");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await WritePassiveReplyAsync(context, account, crypto, received.FromUserName, answer);
    }

    private async Task WritePassiveReplyAsync(
        HttpContext context, WeComAccount account, WeComCrypto crypto, string toUser, PassiveAnswer answer)
    {
        var now = clock.GetUtcNow();
        var reply = PassiveXml.Write(answer, toUser, account.Options.CorpId, now);
        if (reply.Length == 0)
        {
            return;
        }

        var envelope = Encoding.UTF8.GetBytes(WeComText.Envelope(crypto, reply, now, RandomNumberGenerator.GetHexString(16, lowercase: true)));
        context.Response.ContentType = "application/xml; charset=utf-8";
        context.Response.ContentLength = envelope.Length;
        await context.Response.BodyWriter.WriteAsync(envelope, context.RequestAborted);
    }

    private bool TryFind(HttpContext context, [NotNullWhen(true)] out WeComAccount? account, [NotNullWhen(true)] out WeComCrypto? crypto)
    {
        crypto = null;
        account = null;
        if (context.GetRouteValue("name") is string name && accounts.TryGet(name, out account))
        {
            crypto = account.AppCrypto;
        }

        return account is not null && crypto is not null;
    }
}
