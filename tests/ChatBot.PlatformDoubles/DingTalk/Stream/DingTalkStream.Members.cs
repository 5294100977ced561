using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.DingTalk;
using ChatBot.PlatformDoubles.DingTalk.Cards;
using ChatBot.PlatformDoubles.DingTalk.Stream;

namespace ChatBot.PlatformDoubles;

/// <content>What members do, and what the organisation tells.</content>
public sealed partial class DingTalkStream
{
    /// <summary>A member writes text; in a group he mentions the robot.</summary>
    /// <param name="user">userid; null for an outsider.</param>
    /// <param name="nick">Display name.</param>
    /// <param name="text">The words without the mention.</param>
    /// <param name="group">Conversation id of the group; null for the single chat.</param>
    /// <param name="ct">Gives up waiting for a connection.</param>
    public Task<DingTalkDelivery> SayAsync(string? user, string nick, string text, string? group = null, CancellationToken ct = default) =>
        SayAsync(user, nick, DingTalkSaying.Text(text), group, ct: ct);

    /// <summary>A member sends text, a picture, a file, a voice message, a video or a mixture.</summary>
    /// <exception cref="ArgumentException">The platform does not pass this type on from a group.</exception>
    public Task<DingTalkDelivery> SayAsync(
        string? user, string nick, DingTalkSaying what, string? group = null, string? msgId = null, CancellationToken ct = default)
    {
        var payload = MemberMessages.Write(_platform, App.RobotCode, user, nick, what, group, group is not null, msgId);
        return PushAsync(RobotMessage(payload), ct);
    }

    /// <summary>Pushes any robot message, e.g. that of a fixture.</summary>
    /// <param name="payload">The message.</param>
    /// <param name="freshSession">Whether its sessionWebhook and end are replaced by fresh ones of the double.</param>
    /// <param name="ct">Gives up waiting for a connection.</param>
    public Task<DingTalkDelivery> SayRawAsync(JsonObject payload, bool freshSession = true, CancellationToken ct = default)
    {
        if (freshSession)
        {
            MemberMessages.GiveSession(_platform, payload);
        }

        return PushAsync(RobotMessage(payload), ct);
    }

    /// <summary>A member presses a button of a card that the bot sent, or of one that it has updated since.</summary>
    /// <param name="shown">The message with the card.</param>
    /// <param name="button">Action id or label.</param>
    /// <param name="user">Who presses.</param>
    /// <param name="inputs">What he filled in, sent along as params.</param>
    /// <param name="ct">Gives up waiting for a connection.</param>
    /// <returns>What the bot got: a card callback over stream or HTTP, or the words that the button makes the member say.</returns>
    public Task<DingTalkDelivery> TapAsync(
        ReceivedMessage shown, string button, string user, IReadOnlyDictionary<string, string>? inputs = null, CancellationToken ct = default)
    {
        var (pressed, card) = _platform.Cards.Find(shown, button, user);
        if (pressed.Button.Asks.Length > 0)
        {
            var group = _platform.GroupOf(shown);
            return SayAsync(user, _platform.NameOf(user), DingTalkDouble.Heard(pressed.Button.Asks, group is not null, App), group, ct);
        }

        return card is null || pressed.Button.Key.Length == 0
            ? throw new ArgumentException($"'{pressed.Button.Label}' only leads to {pressed.Button.Url}.", nameof(button))
            : PressAsync(card, _platform.Cards.Pressed(card, shown, pressed, user, inputs), ct);
    }

    /// <summary>Tells of an event; see <see cref="DingTalkEvents"/>.</summary>
    public Task<DingTalkDelivery> TellAsync(DingTalkEvent what, CancellationToken ct = default) => PushAsync(
        new DingTalkDelivery(_platform, "EVENT", StreamFrames.EventTopic, what.Stamped(_platform)) { Event = what.Type }, ct);

    /// <summary>Pushes the same frame again, as happens even after an acknowledgement.</summary>
    public async Task RepeatAsync(DingTalkDelivery delivery, CancellationToken ct = default) => await DeliverAsync(delivery, ct);

    /// <summary>Pushes the same message under a new messageId.</summary>
    public Task<DingTalkDelivery> RepeatAsNewAsync(DingTalkDelivery delivery, CancellationToken ct = default) => PushAsync(
        new DingTalkDelivery(_platform, delivery.Type, delivery.Topic, (JsonObject)delivery.Data.DeepClone())
        {
            Event = delivery.Event,
            User = delivery.User,
            Chat = delivery.Chat,
        },
        ct);

    private async Task<DingTalkDelivery> PressAsync(CardInstance card, DingTalkDelivery delivery, CancellationToken ct)
    {
        switch (card.CallbackType)
        {
            case "STREAM":
                await _platform.StreamOf(card.App.AppKey).PushAsync(delivery, ct);
                return delivery;
            case "HTTP":
                await _platform.Cards.PostAsync(card, delivery, ct);
                return delivery;
            default:
                throw new InvalidOperationException($"The card {card.OutTrackId} has no callbackType: pressing leads nowhere.");
        }
    }

    private DingTalkDelivery RobotMessage(JsonObject payload)
    {
        var user = (string?)payload["senderStaffId"] ?? "";
        var isGroup = (string?)payload["conversationType"] == "2";
        return new DingTalkDelivery(_platform, "CALLBACK", StreamFrames.RobotTopic, payload)
        {
            User = user,
            Chat = isGroup ? (string?)payload["conversationId"] ?? "" : user,
        };
    }
}
