using System.Security.Cryptography;
using System.Text;
using ChatBot.Kernel.Channels;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ChatBot.Channels.BotFramework;

/// <summary>From an activity of a Bot Framework client to our message. Every field is untrusted, and any may be missing.</summary>
internal static class BotFrameworkInbound
{
    /// <summary>The channel's name in <see cref="PlatformUser"/> and routes.</summary>
    public const string Channel = "botframework";

    /// <summary>The field of a tapped button's value that holds what it says.</summary>
    public const string Say = "say";

    private const string Teams = "msteams";
    private const string ThreadMark = ";messageid=";
    private const string InlineData = "data:";
    private const int LongestId = 512;
    private const int LongestName = 128;

    /// <summary>What an activity lacks that no answer can be given without; null for nothing.</summary>
    public static string? MissingField(Activity activity) =>
        string.IsNullOrEmpty(activity.Type) ? "type"
        : !IsId(activity.ChannelId) ? "channelId"
        : !IsId(activity.Conversation?.Id) ? "conversation.id"
        : activity.Type == ActivityTypes.Message && !IsId(activity.From?.Id) ? "from.id"
        : null;

    /// <summary>A message or a tap; null when it was said in a group to somebody else.</summary>
    public static InboundMessage? Message(Activity activity, BotFrameworkAccount account, (DateTimeOffset At, bool IsTold) sent)
    {
        var scope = ScopeOf(activity);
        var text = activity.Text ?? "";
        var isMentioned = TakeMention(activity, ref text);
        var tapped = Tapped(activity.Value);
        if (scope == ConversationScope.Group && !isMentioned && tapped is null)
        {
            return null;
        }

        List<InboundAttachment> attachments = [.. (activity.Attachments ?? []).Select(Attachment).OfType<InboundAttachment>()];
        text = (tapped ?? text).Trim();
        return Of(activity, account, activity.From, sent) with
        {
            Kind = tapped is not null ? InboundKind.Tap
                : text.Length > 0 || isMentioned ? InboundKind.Text
                : attachments.Count > 0 ? InboundKind.Attachment
                : InboundKind.Unsupported,
            Text = text,
            Attachments = attachments,
        };
    }

    /// <summary>Somebody opened a private chat with the bot; null when only the bot itself was added, or it is a group.</summary>
    public static InboundMessage? Enter(Activity activity, BotFrameworkAccount account, (DateTimeOffset At, bool IsTold) sent) =>
        ScopeOf(activity) == ConversationScope.Private && activity.MembersAdded?.FirstOrDefault(m => IsId(m?.Id) && m!.Id != activity.Recipient?.Id) is { } person
            ? Of(activity, account, person, sent) with { Kind = InboundKind.Enter }
            : null;

    /// <summary>Where the one who speaks, or the group, can be spoken to from now on.</summary>
    public static ConversationAddress AddressOf(InboundMessage message, Activity activity) => new(
        message.Sender.Account,
        message.Scope == ConversationScope.Group ? RouteKind.Group : RouteKind.Private,
        message.Scope == ConversationScope.Group ? message.ConversationId : message.Sender.UserId,
        activity.ServiceUrl,
        activity.ChannelId,
        message.ConversationId,
        activity.Recipient?.Id ?? "",
        activity.Conversation.TenantId);

    private static InboundMessage Of(Activity activity, BotFrameworkAccount account, ChannelAccount sender, (DateTimeOffset At, bool IsTold) sent) => new()
    {
        Sender = new PlatformUser(Channel, account.Name, UserIdOf(activity.ChannelId, sender)),
        MessageId = IsId(activity.Id) ? activity.Id : DigestOf(activity),
        Scope = ScopeOf(activity),
        ConversationId = RootOf(activity),
        SentAt = sent.At,
        IsTimed = sent.IsTold,
        Kind = InboundKind.Text,
        SenderName = Clean(sender.Name, LongestName),
    };

    // Teams' own ids are made for each bot; the one in the directory of the organisation is what a roster can know.
    private static string UserIdOf(string channelId, ChannelAccount sender) =>
        channelId == Teams && IsId(sender.AadObjectId) ? sender.AadObjectId : sender.Id;

    private static ConversationScope ScopeOf(Activity activity) =>
        activity.Conversation.IsGroup == true || activity.Conversation.ConversationType is "groupChat" or "channel" ? ConversationScope.Group : ConversationScope.Private;

    // A thread in a channel of Teams is a conversation of its own by name; the channel is what a branch is bound in.
    private static string RootOf(Activity activity)
    {
        var id = activity.Conversation.Id;
        return activity.ChannelId == Teams && id.IndexOf(ThreadMark, StringComparison.Ordinal) is > 0 and var thread ? id[..thread] : id;
    }

    /// <summary>Whether the bot is mentioned; its mention is taken out of the text.</summary>
    private static bool TakeMention(Activity activity, ref string text)
    {
        var isMentioned = false;
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity?.Type != "mention"
                || entity.Properties?["mentioned"] is not JObject mentioned
                || activity.Recipient?.Id is not { Length: > 0 } bot
                || mentioned["id"] is not JValue { Value: string id }
                || id != bot)
            {
                continue;
            }

            isMentioned = true;
            if (entity.Properties["text"] is JValue { Value: string { Length: > 0 } written })
            {
                text = text.Replace(written, " ", StringComparison.OrdinalIgnoreCase);
            }
            else if (mentioned["name"] is JValue { Value: string { Length: > 0 } name })
            {
                text = text.Replace($"<at>{name}</at>", " ", StringComparison.OrdinalIgnoreCase);
            }
        }

        return isMentioned;
    }

    /// <summary>What a tapped button says: its value is the words, or an object that holds them.</summary>
    private static string? Tapped(object? value) => value switch
    {
        string { Length: > 0 } words => words,
        JValue { Value: string { Length: > 0 } words } => words,
        JObject fields when fields[Say] is JValue { Value: string { Length: > 0 } words } => words,
        _ => null,
    };

    // Teams sends each formatted message a second time, as an attachment of HTML.
    private static InboundAttachment? Attachment(Attachment? attachment)
    {
        if (attachment?.ContentUrl is not { Length: > 0 } address || attachment.ContentType is "text/html")
        {
            return null;
        }

        var type = attachment.ContentType ?? "";
        var kind = type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? "image"
            : type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? "voice"
            : type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) ? "video"
            : "file";
        var id = address.StartsWith(InlineData, StringComparison.OrdinalIgnoreCase) || address.Length > LongestId ? "sha256-" + Digest(address) : address;
        return new InboundAttachment(kind, id, Clean(attachment.Name, LongestName));
    }

    // Without an id a repeat still has the same conversation, sender, time and content.
    private static string DigestOf(Activity activity) => "none-" + Digest(string.Join(
        '\n',
        activity.Conversation.Id,
        activity.From?.Id,
        activity.Timestamp?.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        activity.Type,
        activity.Text,
        Tapped(activity.Value)));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static bool IsId(string? id) => id is { Length: > 0 and <= LongestId } && !id.Any(char.IsControl);

    private static string? Clean(string? text, int longest)
    {
        var clean = text is null ? "" : string.Concat(text.EnumerateRunes().Where(r => !Rune.IsControl(r))).Trim();
        return clean.Length == 0 ? null : clean.Length <= longest ? clean : string.Concat(clean[..longest].EnumerateRunes().Where(r => r != Rune.ReplacementChar));
    }
}
