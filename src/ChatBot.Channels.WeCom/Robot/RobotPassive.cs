using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>The one passive reply of URL mode, and what must be said another way.</summary>
/// <param name="Body">The reply; null for an empty answer.</param>
/// <param name="Later">What it does not hold.</param>
internal sealed record RobotPassive(RobotBody? Body, IReadOnlyList<OutboundMessage> Later)
{
    /// <summary>
    /// Replies as one passive reply: words as a finished stream with at most one card, a welcome as text or card, the
    /// answer to a tap as the card's new state.
    /// </summary>
    /// <param name="message">What is answered.</param>
    /// <param name="replies">What is to be said.</param>
    /// <param name="userId">Whose message it is, as the platform spells it.</param>
    /// <param name="streamId">The stream that is to be finished; a new one by default.</param>
    public static RobotPassive Of(InboundMessage message, IReadOnlyList<OutboundMessage> replies, string userId, string? streamId = null)
    {
        if (replies.Count == 0)
        {
            return new RobotPassive(null, []);
        }

        return message.Kind switch
        {
            InboundKind.Enter => Welcome(message, replies),
            InboundKind.Tap => Tap(message, replies, userId),
            InboundKind.Text or InboundKind.Attachment or InboundKind.Unsupported => Reply(message, replies, streamId),
        };
    }

    private static RobotPassive Reply(InboundMessage message, IReadOnlyList<OutboundMessage> replies, string? streamId)
    {
        var pieces = WithOneCard(message, replies);
        var card = pieces.FirstOrDefault(p => p.Card is not null).Card;
        var text = string.Join("\n\n", pieces.Where(p => p.Card is null).Select(p => p.Text));
        if (text.Length == 0 && streamId is null)
        {
            return new RobotPassive(card is null ? null : RobotBody.OfCard(card), []);
        }

        // A stream must end with words, or the dots of its beginning stay. What a poll does not hold has no other way.
        var words = streamId is null ? RobotText.Parts(text) : [RobotText.CutTo(text, RobotText.MaxBytes)];
        var content = text.Length == 0 ? RobotText.Defuse(card!.MainTitle.Title) : words[0];
        var body = RobotBody.OfStream(streamId ?? RobotPieces.UniqueTo(message), content);
        if (card is not null)
        {
            body = body with { MsgType = "stream_with_template_card", TemplateCard = card };
        }

        return new RobotPassive(body, [.. words.Skip(1).Select(w => new OutboundMessage { Text = w })]);
    }

    private static RobotPassive Welcome(InboundMessage message, IReadOnlyList<OutboundMessage> replies) =>
        RobotPieces.Of(replies, takesCards: true, RobotPieces.UniqueTo(message)) is [{ Card: { } card }]
            ? new RobotPassive(RobotBody.OfCard(card), [])
            : new RobotPassive(RobotBody.OfText(RobotText.CutTo(string.Join("\n\n", replies.Select(r => r.PlainText)), RobotText.MaxWelcomeBytes)), []);

    private static RobotPassive Tap(InboundMessage message, IReadOnlyList<OutboundMessage> replies, string userId)
    {
        var answer = TapAnswer.Of(message, replies);
        if (answer.NewState is not { } state)
        {
            return new RobotPassive(null, answer.Said);
        }

        var (card, beside) = RobotPieces.NewState(state, message.Tapped!.CopyId);
        return new RobotPassive(
            RobotBody.OfUpdate(card, RobotCopies.WhoseChange(message, userId)),
            beside.Length > 0 ? [new OutboundMessage { Text = beside }, .. answer.Said] : answer.Said);
    }

    // A stream may carry one card; what would be a second one is said in words, with how to answer by typing.
    private static IReadOnlyList<RobotPiece> WithOneCard(InboundMessage message, IReadOnlyList<OutboundMessage> replies)
    {
        var card = replies.ToList().FindIndex(r => RobotPieces.IsCard(r));
        var unique = RobotPieces.UniqueTo(message);
        return
        [
            .. RobotPieces.Of(replies.Select((r, i) => i == card ? r : r with { Buttons = [], Picker = null }), takesCards: true, unique)
                .OrderBy(p => p.Card is not null),
        ];
    }
}
