using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>What a robot message turned out to be.</summary>
internal abstract record DingTalkActivity
{
    private DingTalkActivity()
    {
    }

    /// <summary>A turn for the bot.</summary>
    public sealed record Turn(InboundMessage Message) : DingTalkActivity;

    /// <summary>Known, and nothing to do: the platform gets its 200.</summary>
    public sealed record Ignored(IgnoredReason Reason) : DingTalkActivity;

    /// <summary>Makes no sense; <paramref name="Field"/> names the required field that is missing or wrong.</summary>
    public sealed record Malformed(string Field) : DingTalkActivity;

    /// <summary>Meant for another robot.</summary>
    public sealed record Foreign : DingTalkActivity;
}

/// <summary>Why a robot message runs no turn.</summary>
internal enum IgnoredReason
{
    /// <summary>errorCode 20001: the organisation's monthly Webhook &amp; Stream quota is used up; the words never arrived.</summary>
    QuotaUsedUp,

    /// <summary>No senderStaffId (outsider of an external group, or the robot is not published): nobody's record may be touched.</summary>
    NoIdentity,
}

/// <summary>From DingTalk's robot message to ours; serves HTTP mode and stream mode alike.</summary>
internal static class DingTalkInbound
{
    /// <summary>The channel's name in <see cref="PlatformUser"/> and routes.</summary>
    public const string Channel = "dingtalk";

    private const string QuotaUsedUp = "20001";
    private const int LongestId = 256;
    private const int LongestName = 128;

    /// <summary>Maps one message. Every field is untrusted: the body is not signed.</summary>
    public static DingTalkActivity Map(RobotMessage raw, DingTalkAccount account)
    {
        if (raw.RobotCode is { Length: > 0 } robot && !string.Equals(robot, account.Options.RobotCode, StringComparison.Ordinal))
        {
            return new DingTalkActivity.Foreign();
        }

        if ((raw.ErrorCode ?? raw.ErrCode) == QuotaUsedUp)
        {
            return new DingTalkActivity.Ignored(IgnoredReason.QuotaUsedUp);
        }

        if (MissingField(raw) is { } field)
        {
            return new DingTalkActivity.Malformed(field);
        }

        if (string.IsNullOrWhiteSpace(raw.SenderStaffId))
        {
            return new DingTalkActivity.Ignored(IgnoredReason.NoIdentity);
        }

        if (!IsId(raw.SenderStaffId))
        {
            return new DingTalkActivity.Malformed("senderStaffId");
        }

        var (kind, text, attachments) = DingTalkContent.Read(raw);
        return new DingTalkActivity.Turn(new InboundMessage
        {
            Sender = new PlatformUser(Channel, account.Name, raw.SenderStaffId),
            MessageId = MessageId(raw, text),
            Scope = raw.ConversationType == "1" ? ConversationScope.Private : ConversationScope.Group,
            ConversationId = raw.ConversationId!,
            SentAt = Instant(raw.CreatedAt)!.Value,
            Kind = kind,
            Text = text,
            SenderName = DingTalkContent.Clean(raw.SenderNick, LongestName),
            Attachments = attachments,
            ReplyTo = raw.SessionWebhook is { Length: > 0 } address && Instant(raw.SessionWebhookExpiredTime) is { } end
                ? new ReplyAddress(address, end)
                : null,
        });
    }

    private static string? MissingField(RobotMessage raw)
    {
        if (raw.ConversationType is not ("1" or "2"))
        {
            return "conversationType";
        }

        if (!IsId(raw.ConversationId))
        {
            return "conversationId";
        }

        if (Instant(raw.CreatedAt) is null)
        {
            return "createAt";
        }

        return string.IsNullOrEmpty(raw.MessageType) ? "msgtype" : null;
    }

    /// <summary>Whether it can be an id of the platform: not empty, not longer than any, without control characters.</summary>
    internal static bool IsId([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= LongestId } && !id.Any(char.IsControl);

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;

    // Without msgId the same repeat still has the same conversation, sender, time and content (dedupe rule of the protocol notes, 1.2).
    private static string MessageId(RobotMessage raw, string text)
    {
        if (IsId(raw.MessageId))
        {
            return raw.MessageId!;
        }

        var content = raw.Content.ValueKind == JsonValueKind.Object ? raw.Content.GetRawText() : text;
        var key = $"{raw.ConversationId}\n{raw.SenderId}\n{raw.SenderStaffId}\n{raw.CreatedAt}\n{raw.MessageType}\n{content}";
        return "none-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
    }
}
