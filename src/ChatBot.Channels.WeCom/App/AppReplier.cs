using ChatBot.Channels.WeCom.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.App;

/// <summary>
/// Parts the replies of a turn into what goes out by <c>message/send</c> now and what the answer to the callback says. The
/// answer is one text of 2048 bytes, or a change of the card that was tapped; whatever else must be sent first, so that the
/// member reads everything in order.
/// </summary>
internal sealed class AppReplier(AppMessages messages, AppHealth health, ILogger<AppReplier> logger, IRateLimiter? limiter = null)
{
    /// <summary>Sends what must go first, and returns what the answer to the callback says.</summary>
    public async Task<PassiveAnswer> AnswerAsync(
        WeComAccount account, InboundMessage message, IReadOnlyList<OutboundMessage> replies, ITurnRunner turns, CancellationToken cancellationToken)
    {
        if (message.Tapped is { UpdateCode: not null } tapped)
        {
            return await AnswerTapAsync(account, message, tapped, replies, turns, cancellationToken);
        }

        var pieces = Pieces(account, message, replies);
        if (pieces.Count == 0)
        {
            return PassiveAnswer.Nothing;
        }

        // Words at the end ride on the answer to the callback; a card cannot.
        var last = pieces[^1].Card is null ? pieces[^1].Text : "";
        var first = last.Length > 0 ? pieces.Count - 1 : pieces.Count;
        if (await SendAsync(account, message, [.. pieces.Take(first)], turns, cancellationToken) is not var (sent, code))
        {
            return PassiveAnswer.Later;
        }

        if (sent == first)
        {
            return PassiveAnswer.OfText(last);
        }

        if (pieces.Any(p => p.Card is not null))
        {
            logger.CardReplyFailed(account.Name, message.MessageId, code);
            var rest = WeComText.Parts(string.Join("\n\n", replies.Skip(pieces[sent].From).Select(r => r.PlainText)));
            return PassiveAnswer.OfText(rest.Count > 1 ? rest[0] + WeComText.More : rest[0]);
        }

        // Without trusted address or in need of time: the member gets at least the next part, and sees that it goes on.
        logger.LongReplyCut(account.Name, message.MessageId, sent + 1, pieces.Count, code);
        return PassiveAnswer.OfText(pieces[sent].Text + WeComText.More);
    }

    /// <summary>
    /// A tapped card takes no text as answer (page 90240), only a change of itself. Its new state, where the bot gives one;
    /// else, when it asked a question, what was answered takes the buttons' place; else it stays. Everything said besides is
    /// sent; when that fails, the card itself says it.
    /// </summary>
    private async Task<PassiveAnswer> AnswerTapAsync(
        WeComAccount account, InboundMessage message, TappedCard tapped, IReadOnlyList<OutboundMessage> replies, ITurnRunner turns, CancellationToken cancellationToken)
    {
        var (state, said) = TapAnswer.Of(message, replies);
        var drawn = state is null ? null : CardArtist.Redraw(state, tapped.CopyId, CardLimits.App);
        if (drawn is { TextBefore.Length: > 0 })
        {
            said = [new OutboundMessage { Text = drawn.TextBefore }, .. said];
        }

        var pieces = Pieces(account, message, said);
        if (await SendAsync(account, message, pieces, turns, cancellationToken) is not var (sent, code))
        {
            return PassiveAnswer.Later;
        }

        if (sent < pieces.Count)
        {
            logger.CardReplyFailed(account.Name, message.MessageId, code);
            var shown = said[^1] with
            {
                Title = state?.Title ?? said[^1].Title,
                Text = string.Join('\n', (state is null ? said : [state, .. said]).Select(m => m.Text)),
                Buttons = state?.Buttons ?? said[^1].Buttons,
            };
            return PassiveAnswer.OfCard(CardArtist.RedrawWhole(shown, tapped.CopyId, CardLimits.App));
        }

        return drawn is not null ? PassiveAnswer.OfCard(drawn.Card)
            : ReplyCopies.AskedOnce(tapped.CopyId) ? PassiveAnswer.OfButton($"✓ {message.Text}")
            : PassiveAnswer.Nothing;
    }

    private IReadOnlyList<AppPiece> Pieces(WeComAccount account, InboundMessage message, IReadOnlyList<OutboundMessage> replies)
    {
        var showsCards = AppRoutes.TakesCards(account) && health.IsGood(account);
        return AppPiece.Of(replies, showsCards ? i => ReplyCopies.IdOf(message, i, replies[i]) : null);
    }

    /// <summary>
    /// Sends in order; how many went out, and why no more. Of a repeated callback the words are not sent again; the cards
    /// are, because the platform swallows a card that it has seen: so nothing is lost when the first try died on its way.
    /// Null while words are on their way by another try, or were lost on it: a later repeat says them.
    /// </summary>
    private async Task<(int Sent, string Code)?> SendAsync(
        WeComAccount account, InboundMessage message, IReadOnlyList<AppPiece> pieces, ITurnRunner turns, CancellationToken cancellationToken)
    {
        if (pieces.Count == 0)
        {
            return (0, "");
        }

        var delivery = await turns.TakeDeliveryAsync(message, cancellationToken);
        if (delivery == DeliveryStatus.Underway && pieces.Any(p => p.Card is null))
        {
            return null;
        }

        var isFirst = delivery == DeliveryStatus.Taken;
        if (isFirst && !await HasRoomAsync(account, message.Sender.UserId, pieces.Count, cancellationToken))
        {
            await turns.ReleaseDeliveryAsync(message, cancellationToken);
            return (0, "rate");
        }

        for (var i = 0; i < pieces.Count; i++)
        {
            if (!isFirst && pieces[i].Card is null)
            {
                continue;
            }

            if (await TrySendAsync(account, message.Sender.UserId, pieces[i], cancellationToken) is { } code)
            {
                if (isFirst)
                {
                    await EndAsync(i == 0);
                }

                return (i, code);
            }
        }

        if (isFirst)
        {
            await EndAsync(nothingSent: false);
        }

        return (pieces.Count, "");

        Task EndAsync(bool nothingSent) => nothingSent
            ? turns.ReleaseDeliveryAsync(message, CancellationToken.None)
            : turns.ConfirmDeliveryAsync(message, CancellationToken.None);
    }

    // Words: no duplicate check, for who asks the same twice in half an hour is to get the whole answer twice. A card differs
    // by its id from every other.
    private async Task<string?> TrySendAsync(WeComAccount account, string userId, AppPiece piece, CancellationToken cancellationToken)
    {
        try
        {
            var result = await messages.SendAsync(account, userId, piece.ToWire(), checkDuplicates: piece.Card is not null, cancellationToken);
            return result.IsSent ? null : result.Code;
        }
        catch (OperationCanceledException)
        {
            health.NoteTooSlow(account);
            return "out of time";
        }
    }

    // The platform drops what is too much without a word; an answer to the callback always arrives.
    private async Task<bool> HasRoomAsync(WeComAccount account, string userId, int pieces, CancellationToken cancellationToken)
    {
        if (limiter is null)
        {
            return true;
        }

        try
        {
            return await limiter.TryTakeAsync(AppRoutes.WindowsOf(account, userId, pieces), cancellationToken) is null;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }
}
