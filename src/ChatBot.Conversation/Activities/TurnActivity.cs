using ChatBot.Kernel.Channels;
using Microsoft.Bot.Schema;

namespace ChatBot.Conversation.Activities;

/// <summary>
/// Our messages as Bot Framework activities, and back. The message itself travels along as channel data, so nothing is
/// written or parsed on the way and what an activity has no field for (cards, pickers, links) is not lost.
/// </summary>
internal static class TurnActivity
{
    /// <summary>What came in: a message, or for <see cref="InboundKind.Enter"/> a conversation update with the person as the added member.</summary>
    public static Activity Of(InboundMessage message)
    {
        var sender = new ChannelAccount(message.Sender.UserId, message.SenderName);
        var activity = new Activity
        {
            Id = message.MessageId,
            ChannelId = message.Sender.Channel,
            ServiceUrl = "urn:botframework:" + message.Sender.Channel,
            Timestamp = message.SentAt,
            From = sender,
            Recipient = new ChannelAccount(message.Sender.Account),
            Conversation = new ConversationAccount(message.Scope == ConversationScope.Group, id: message.ConversationId),
            ChannelData = message,
        };
        switch (message.Kind)
        {
            case InboundKind.Enter:
                activity.Type = ActivityTypes.ConversationUpdate;
                activity.MembersAdded = [sender];
                break;
            case InboundKind.Text or InboundKind.Tap or InboundKind.Attachment or InboundKind.Unsupported:
                activity.Type = ActivityTypes.Message;
                activity.Text = message.Text;
                break;
            default:
                throw new InvalidOperationException($"Unknown kind {message.Kind}.");
        }

        if (message.Attachments.Count > 0)
        {
            activity.Attachments = [.. message.Attachments.Select(a => new Attachment(a.Kind, name: a.Name))];
        }

        return activity;
    }

    /// <summary>What is said.</summary>
    public static Activity Of(OutboundMessage message) => new()
    {
        Type = ActivityTypes.Message,
        Text = message.Text,
        SuggestedActions = message.Buttons.Count == 0 ? null : new SuggestedActions { Actions = [.. message.Buttons.Select(ActionOf)] },
        ChannelData = message,
    };

    /// <summary>
    /// What an activity says: the message it was made of, with text and buttons as they are now. Null for what is no
    /// message (typing, trace), which a turn that only collects cannot show.
    /// </summary>
    /// <exception cref="NotSupportedException">The activity carries attachments, which no route of ours sends.</exception>
    public static OutboundMessage? Said(Activity activity)
    {
        if (activity.Type != ActivityTypes.Message)
        {
            return null;
        }

        if (activity.Attachments is { Count: > 0 })
        {
            throw new NotSupportedException("A turn says words and suggested actions; attachments are sent by no route.");
        }

        var text = activity.Text ?? "";
        var actions = activity.SuggestedActions?.Actions;
        if (activity.ChannelData is not OutboundMessage message)
        {
            return new OutboundMessage { Text = text, Buttons = Buttons(actions) };
        }

        var isSame = HasButtons(message.Buttons, actions);
        return isSame && message.Text == text ? message
            : isSame ? message with { Text = text }
            : message with { Text = text, Buttons = Buttons(actions), TypingHint = "", NumberedHint = "" };
    }

    private static CardAction ActionOf(Button button) => new(ActionTypes.ImBack, button.Label, value: button.Say);

    private static List<Button> Buttons(IList<CardAction>? actions) => [.. (actions ?? []).Select(a => new Button(a.Title, a.Value as string ?? a.Title))];

    private static bool HasButtons(IReadOnlyList<Button> buttons, IList<CardAction>? actions)
    {
        if (buttons.Count != (actions?.Count ?? 0))
        {
            return false;
        }

        for (var i = 0; i < buttons.Count; i++)
        {
            if (actions![i].Title != buttons[i].Label || actions[i].Value as string != buttons[i].Say)
            {
                return false;
            }
        }

        return true;
    }
}
