using System.Security.Cryptography;
using System.Text;
using ChatBot.Channels.WeCom.Cards;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>From the platform's messages and events to the bot's.</summary>
internal static class WeComInbound
{
    private const string CardEvent = "template_card_event";
    private const string CardMenuEvent = "template_card_menu_event";

    /// <summary>
    /// The activity, or null when it is known that the bot has nothing to do with it (page opened, location reported,
    /// address book changed …): such a callback is answered with success, so that it is not repeated.
    /// </summary>
    public static InboundMessage? Map(string account, ReceivedMessage received)
    {
        var (kind, text, attachments) = Read(received);
        if (kind is not { } known)
        {
            return null;
        }

        var user = NormaliseUserId(received.FromUserName);
        return new InboundMessage
        {
            Sender = new PlatformUser(WeComChannel.ChannelName, account, user),
            MessageId = MessageId(received, user),
            Scope = ConversationScope.Private,
            ConversationId = user,
            SentAt = received.CreateTime,
            Kind = known,
            Text = text,
            Attachments = attachments,
            Tapped = known == InboundKind.Tap ? Tapped(received) : null,
        };
    }

    /// <summary>Whether the platform says that it has switched the app off or will do so, because too few use it (page 90240).</summary>
    public static bool ThreatensTheApp(ReceivedMessage received) =>
        received.Event.ToLowerInvariant() is "inactive_alert" or "low_active_alert" or "close_inactive_agent" or "low_active";

    /// <summary>User ids are unique whatever the case, and the API answers in lower case (pages 90195, 90236).</summary>
    public static string NormaliseUserId(string userId) => userId.ToLowerInvariant();

    private static (InboundKind? Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) Read(ReceivedMessage received) =>
        received.MsgType.ToLowerInvariant() switch
        {
            "text" => (InboundKind.Text, received.Content.Trim(), []),
            "image" or "voice" or "video" or "file" => (InboundKind.Attachment, "", Attachment(received)),
            "event" => ReadEvent(received),
            _ => (InboundKind.Unsupported, "", []),
        };

    // Event names come in both cases (LOCATION).
    private static (InboundKind? Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) ReadEvent(ReceivedMessage received) =>
        received.Event.ToLowerInvariant() switch
        {
            "enter_agent" or "subscribe" => (InboundKind.Enter, "", []),
            "click" or CardEvent or CardMenuEvent when Said(received) is { Length: > 0 } said => (InboundKind.Tap, said, []),
            _ => (null, "", []),
        };

    // The submit button of a picker says nothing by itself: the options do.
    private static string Said(ReceivedMessage received) => CardArtist.IsSubmit(received.EventKey.Trim())
        ? string.Join(' ', received.Picked).Trim()
        : received.EventKey.Trim();

    // Only the tap on a button may be answered with a change of the card; what comes by the menu of a card is answered like
    // words (page 90240).
    private static TappedCard? Tapped(ReceivedMessage received) => received.TaskId.Length == 0 ? null : new TappedCard(
        CardKey.OfCopy(received.TaskId),
        received.TaskId,
        received.Event.Equals(CardEvent, StringComparison.OrdinalIgnoreCase) ? received.ResponseCode : null);

    private static InboundAttachment[] Attachment(ReceivedMessage received) =>
        received.MediaId.Length == 0
            ? []
            : [new(received.MsgType.ToLowerInvariant(), received.MediaId, received.FileName.Length > 0 ? received.FileName : null)];

    // Events have no id: the page names sender and time, we add event and key so that two in one second stay two. The
    // key is hashed, because it is what the person said with the button, and ids are logged.
    private static string MessageId(ReceivedMessage received, string user) =>
        received.MsgId.Length > 0
            ? received.MsgId
            : $"{received.MsgType}-{received.Event}-{user}-{received.CreateTime.ToUnixTimeSeconds()}-{Fingerprint(received)}".ToLowerInvariant();

    private static string Fingerprint(ReceivedMessage received)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{received.EventKey}\n{received.TaskId}\n{received.MediaId}\n{received.Content}{string.Concat(received.Picked.Select(p => "\n" + p))}"));
        return Convert.ToHexStringLower(digest.AsSpan(0, 8));
    }
}
