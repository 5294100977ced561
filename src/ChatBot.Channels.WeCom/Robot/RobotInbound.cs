using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ChatBot.Channels.WeCom.Cards;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>From the smart robot's messages and events to the bot's.</summary>
internal static class RobotInbound
{
    /// <summary>Ids of people, chats and messages are much shorter; a longer one is no id of the platform.</summary>
    private const int LongestId = 256;

    /// <summary>What may stand behind a name; clients use the narrow blank U+2005.</summary>
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \u2005\u00a0\u3000\t\r\n");

    /// <summary>
    /// The activity, or null when it is known that the bot has nothing to do with it: ratings of answers, polls, events of
    /// tomorrow, a callback that does not say from whom, ids that no store takes.
    /// </summary>
    /// <param name="account">The account's name.</param>
    /// <param name="callback">What came.</param>
    /// <param name="now">When it came, for callbacks that do not tell their time.</param>
    public static InboundMessage? Map(string account, RobotCallback callback, DateTimeOffset now)
    {
        if (!IsId(callback.UserId) || !IsIdOrNone(callback.ChatId) || !IsIdOrNone(callback.MsgId) || Read(callback) is not var (kind, text, attachments))
        {
            return null;
        }

        var user = WeComInbound.NormaliseUserId(callback.UserId);
        return new InboundMessage
        {
            Sender = new PlatformUser(WeComChannel.ChannelName, account, user),
            MessageId = callback.MsgId.Length > 0 ? callback.MsgId : Fingerprint(callback),
            Scope = callback.IsGroup ? ConversationScope.Group : ConversationScope.Private,
            ConversationId = callback.IsGroup ? callback.ChatId : user,
            SentAt = callback.CreateTime ?? now,

            // Without an id the words are the message's name, and the same words may be said again.
            IsTimed = callback.CreateTime is not null || callback.MsgId.Length == 0,
            Kind = kind,
            Text = text,
            Attachments = attachments,
            Tapped = callback.TaskId.Length > 0 ? new TappedCard(CardKey.OfCopy(callback.TaskId), callback.TaskId) : null,
        };
    }

    private static bool IsId(string id) => id.Length > 0 && IsIdOrNone(id);

    private static bool IsIdOrNone(string id) => id.Length <= LongestId && !id.Any(char.IsControl);

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments)? Read(RobotCallback callback) =>
        callback.MsgType switch
        {
            "event" => callback.Event switch
            {
                "enter_chat" => (InboundKind.Enter, "", []),
                "template_card_event" when Said(callback) is { Length: > 0 } said => (InboundKind.Tap, said, []),
                _ => null,
            },
            "text" or "voice" or "mixed" or "image" or "file" or "video" => ReadMessage(callback),
            "stream" or "" => null,
            _ => (InboundKind.Unsupported, "", []),
        };

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) ReadMessage(RobotCallback callback)
    {
        var words = callback.Parts.Where(p => p.Type is "text" or "voice").Select(p => p.Content.Trim()).ToList();
        if (callback.IsGroup && words.Count > 0)
        {
            words[0] = WithoutMention(words[0]);
        }

        var text = string.Join('\n', words.Where(w => w.Length > 0));
        InboundAttachment[] attachments = [.. callback.Parts.Where(p => p.Url.Length > 0).Select(p => new InboundAttachment(p.Type, RobotMediaId.Of(p)))];
        var isText = words.Count > 0 && (text.Length > 0 || attachments.Length == 0);
        return (isText ? InboundKind.Text : InboundKind.Attachment, text, attachments);
    }

    /// <summary>
    /// In a group the words begin with the robot's mention, "@名称 ". The name is not told anywhere, so whatever stands
    /// behind the first @ up to a blank is taken for it: other mentions can only come later, or the robot would not hear.
    /// </summary>
    private static string WithoutMention(string text)
    {
        if (!text.StartsWith('@'))
        {
            return text;
        }

        var end = text.AsSpan().IndexOfAny(Blanks);
        return end < 0 ? "" : text[(end + 1)..].TrimStart();
    }

    // The submit button of a picker says nothing by itself: the options do.
    private static string Said(RobotCallback callback) =>
        callback.Picked.Count > 0 && (callback.EventKey.Length == 0 || CardArtist.IsSubmit(callback.EventKey)) ? string.Join(' ', callback.Picked)
        : CardArtist.IsSubmit(callback.EventKey) ? ""
        : callback.EventKey;

    // A callback without id is not foreseen; hashed, because ids are logged and keys are what people say.
    private static string Fingerprint(RobotCallback callback)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', [callback.ChatId, callback.UserId, callback.TaskId, callback.EventKey, .. callback.Picked, .. callback.Parts.Select(p => p.Content + p.Url)])));
        return $"{callback.MsgType}-{callback.Event}-{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }
}
