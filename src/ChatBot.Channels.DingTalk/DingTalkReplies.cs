using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatBot.Channels.DingTalk.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// Delivers the replies of a turn: through the session webhook of the message (which can mention and costs no API call)
/// when its address is allowed and alive, else through the API. A repeat of the message does not post twice.
/// </summary>
internal sealed class DingTalkReplies(
    DingTalkSender sender, DingTalkCards cards, DingTalkPartProgress progress, DingTalkOnce once, TimeProvider clock, ILogger<DingTalkReplies> logger)
{
    /// <summary>How long before its end a session webhook is no longer used.</summary>
    public static readonly TimeSpan SessionMargin = TimeSpan.FromMinutes(2);

    /// <summary>Delivers; false when the replies certainly did not all go out and a repeat may try again.</summary>
    public async Task<bool> DeliverAsync(
        DingTalkAccount account, InboundMessage message, IReadOnlyList<OutboundMessage> replies, ITurnRunner turns, CancellationToken cancellationToken)
    {
        // One size fits both ways, so that a part refused by the one can go the other.
        List<(string Words, OutboundMessage? Card)> parts = [.. replies.SelectMany(reply => PartsOf(account, reply))];
        if (parts.Count == 0)
        {
            return true;
        }

        if (await turns.TakeDeliveryAsync(message, cancellationToken) is var delivery and not DeliveryStatus.Taken)
        {
            return delivery == DeliveryStatus.Delivered;
        }

        var session = SessionOf(account, message);
        var mention = message.Scope == ConversationScope.Group ? message.Sender.UserId : null;
        for (var index = progress.PartsSent(message.InboxKey); index < parts.Count; index++)
        {
            var (part, card) = parts[index];
            if (card is not null && await DeliverCardAsync(account, message, card, index, cancellationToken))
            {
                continue;
            }

            SendResult? result = null;
            if (session is not null)
            {
                result = await sender.ToSessionAsync(account, session, part, index == 0 ? mention : null, cancellationToken);
            }

            if (result is null or { IsSent: false, Failure: not FailureCategory.UnknownOutcome })
            {
                session = null;
                result = await ByApiAsync(account, message, part, cancellationToken);
            }

            if (result.Failure is FailureCategory.UnknownOutcome)
            {
                // It may have arrived: saying it again is worse than once too few.
                Log.ReplyInDoubt(logger, account.Name, message.MessageId, result.Code);
            }
            else if (!result.IsSent)
            {
                progress.Remember(message.InboxKey, index);
                Log.ReplyNotSent(logger, account.Name, message.MessageId, result.Code);
                await turns.ReleaseDeliveryAsync(message, CancellationToken.None);
                return false;
            }
        }

        progress.Forget(message.InboxKey);
        await turns.ConfirmDeliveryAsync(message, CancellationToken.None);
        return true;
    }

    /// <summary>
    /// Says through the session webhook that nothing was kept; once per message, and without taking the delivery of the
    /// answer that a repeat may bring. The API is left alone: it needs the stores that are away, and costs.
    /// </summary>
    public async Task TellNotKeptAsync(
        DingTalkAccount account, InboundMessage message, IReadOnlyList<OutboundMessage> replies, ITurnRunner turns, CancellationToken cancellationToken)
    {
        var notice = message with { MessageId = message.MessageId + "#not-kept" };
        if (SessionOf(account, message) is not { } session
            || replies.Count == 0
            || !once.IsFirst(notice.InboxKey)
            || await turns.TakeDeliveryAsync(notice, cancellationToken) != DeliveryStatus.Taken)
        {
            return;
        }

        // Confirmed beforehand: the notice is not worth a second one.
        await turns.ConfirmDeliveryAsync(notice, cancellationToken);

        var mention = message.Scope == ConversationScope.Group ? message.Sender.UserId : null;
        foreach (var part in replies.SelectMany(reply => DingTalkText.ForApi(reply.PlainText)))
        {
            await sender.ToSessionAsync(account, session, part, mention, cancellationToken);
            mention = null;
        }
    }

    private static IEnumerable<(string Words, OutboundMessage? Card)> PartsOf(DingTalkAccount account, OutboundMessage reply)
    {
        if (!DingTalkCards.Takes(account, reply))
        {
            return DingTalkText.ForApi(reply.PlainText).Select(words => (words, (OutboundMessage?)null));
        }

        var before = CardArtist.TooLong(reply) is { } words ? DingTalkText.ForApi(words) : [];
        return [.. before.Select(w => (w, (OutboundMessage?)null)), (DingTalkText.ForApi(reply.PlainText)[0], reply)];
    }

    /// <summary>A question with buttons as a card; false when it certainly did not arrive and its words are to go instead.</summary>
    private async Task<bool> DeliverCardAsync(
        DingTalkAccount account, InboundMessage message, OutboundMessage card, int index, CancellationToken cancellationToken)
    {
        var isGroup = message.Scope == ConversationScope.Group;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.InboxKey}#{index}")));
        var result = await cards.DeliverAsync(
            account,
            isGroup ? message.ConversationId : message.Sender.UserId,
            isGroup,
            card,
            CardKey.CopyOf(card.Card, Convert.ToHexStringLower(digest.AsSpan(0, 16))),
            cancellationToken);
        return result.IsSent || result.Failure == FailureCategory.UnknownOutcome;
    }

    private Task<SendResult> ByApiAsync(DingTalkAccount account, InboundMessage message, string text, CancellationToken cancellationToken) =>
        message.Scope switch
        {
            ConversationScope.Private => sender.ToPersonAsync(account, message.Sender.UserId, text, cancellationToken),
            ConversationScope.Group => sender.ToGroupAsync(account, message.ConversationId, text, cancellationToken),
        };

    private Uri? SessionOf(DingTalkAccount account, InboundMessage message)
    {
        if (message.ReplyTo is not { } reply)
        {
            return null;
        }

        if (!DingTalkAddresses.TryGetSessionWebhook(reply.Address, account.Oapi, out var session))
        {
            if (once.IsFirst("session-webhook:" + account.Name))
            {
                Log.SessionWebhookRefused(logger, account.Name, message.MessageId);
            }

            return null;
        }

        return reply.ExpiresAt - clock.GetUtcNow() > SessionMargin ? session : null;
    }
}
