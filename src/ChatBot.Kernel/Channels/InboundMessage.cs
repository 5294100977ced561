using System.Globalization;

namespace ChatBot.Kernel.Channels;

/// <summary>Where a message was said.</summary>
public enum ConversationScope
{
    /// <summary>Between one person and the bot.</summary>
    Private,

    /// <summary>In a group; the bot hears only what mentions it.</summary>
    Group,
}

/// <summary>What kind of activity came in.</summary>
public enum InboundKind
{
    /// <summary>Words, typed or recognised from speech.</summary>
    Text,

    /// <summary>A tap on a button; <see cref="InboundMessage.Text"/> holds what the button says.</summary>
    Tap,

    /// <summary>The person opened the chat with the bot.</summary>
    Enter,

    /// <summary>A picture, file or video.</summary>
    Attachment,

    /// <summary>A type the bot does not read; answered politely, never an error.</summary>
    Unsupported,
}

/// <summary>A file or picture that came with a message; the content stays on the platform.</summary>
/// <param name="Kind"><c>image</c>, <c>file</c>, <c>voice</c>, <c>video</c>.</param>
/// <param name="PlatformId">The platform's media id or download code.</param>
/// <param name="Name">File name, where the platform gives one.</param>
public sealed record InboundAttachment(string Kind, string PlatformId, string? Name = null);

/// <summary>An address to which answers to one message may be sent for a while (DingTalk session webhook).</summary>
/// <param name="Address">The address: a bearer secret, never logged.</param>
/// <param name="ExpiresAt">End of its life.</param>
public sealed record ReplyAddress(string Address, DateTimeOffset ExpiresAt);

/// <summary>A card that somebody tapped.</summary>
/// <param name="Key">What the card speaks of: <see cref="OutboundMessage.Card"/> as it was sent; null when it had none.</param>
/// <param name="CopyId">The platform's id of this copy (WeCom task id, DingTalk outTrackId).</param>
/// <param name="UpdateCode">The platform's one-use permission to change the copy; null where none is needed.</param>
public sealed record TappedCard(string? Key, string CopyId, string? UpdateCode = null);

/// <summary>The person behind a platform's user id: <paramref name="Channel"/> (<c>wecom</c>, <c>dingtalk</c>,
/// <c>simulator</c>), the configured <paramref name="Account"/> and the platform's <paramref name="UserId"/>.</summary>
public readonly record struct PlatformUser(string Channel, string Account, string UserId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Channel}:{Account}:{UserId}";
}

/// <summary>One activity from a platform, verified, decrypted and parsed by its channel.</summary>
public sealed record InboundMessage
{
    public required PlatformUser Sender { get; init; }

    /// <summary>The platform's id of the message; the same in every repeat.</summary>
    public required string MessageId { get; init; }

    public required ConversationScope Scope { get; init; }

    /// <summary>The platform's id of the conversation; for a private chat that has none (WeCom) the sender's user id.</summary>
    public required string ConversationId { get; init; }

    /// <summary>When it was said, by the platform's clock; part of the message's name, because ids alone have been seen twice.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// Whether the platform told <see cref="SentAt"/>. Otherwise it is when the message was heard, which another replica
    /// takes for another time: then the conversation stands in the message's name instead.
    /// </summary>
    public bool IsTimed { get; init; } = true;

    public required InboundKind Kind { get; init; }

    /// <summary>The words, mention of the bot removed; empty for attachments.</summary>
    public string Text { get; init; } = "";

    /// <summary>The display name that the platform gives; untrusted.</summary>
    public string? SenderName { get; init; }

    public IReadOnlyList<InboundAttachment> Attachments { get; init; } = [];

    public ReplyAddress? ReplyTo { get; init; }

    /// <summary>The card that was tapped, where the platform tells; null for anything else.</summary>
    public TappedCard? Tapped { get; init; }

    /// <summary>By what the message is known among those of its sender; the same in every repeat, wherever it is heard.</summary>
    public string Name => IsTimed
        ? string.Create(CultureInfo.InvariantCulture, $"{MessageId}:{SentAt.ToUnixTimeSeconds()}")
        : $"{MessageId}:-{ConversationId}";

    /// <summary>Key of the inbox: channel, account, message, sender and time (design §3).</summary>
    public string InboxKey => IsTimed
        ? string.Create(CultureInfo.InvariantCulture, $"{Sender.Channel}:{Sender.Account}:{MessageId}:{Sender.UserId}:{SentAt.ToUnixTimeSeconds()}")
        : $"{Sender.Channel}:{Sender.Account}:{MessageId}:{Sender.UserId}:-{ConversationId}";
}
