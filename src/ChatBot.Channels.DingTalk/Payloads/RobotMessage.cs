using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Channels.DingTalk.Payloads;

/// <summary>
/// What DingTalk posts for a message to the app robot; the same JSON comes over a stream (robot-receive-message
/// 2026-06-30, robot-message-type 2026-05-15). Fields that the bot does not use are not declared and are ignored; pages
/// disagree on number or string, so both are read.
/// </summary>
internal sealed record RobotMessage
{
    [JsonPropertyName("msgtype"), JsonConverter(typeof(LenientString))]
    public string? MessageType { get; init; }

    [JsonPropertyName("msgId"), JsonConverter(typeof(LenientString))]
    public string? MessageId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("createAt"), JsonConverter(typeof(LenientNumber))]
    public long? CreatedAt { get; init; }

    [JsonPropertyName("conversationId"), JsonConverter(typeof(LenientString))]
    public string? ConversationId { get; init; }

    /// <summary>"1" single, "2" group.</summary>
    [JsonPropertyName("conversationType"), JsonConverter(typeof(LenientString))]
    public string? ConversationType { get; init; }

    /// <summary>Encrypted and no identity; serves the fallback of a missing message id only.</summary>
    [JsonPropertyName("senderId"), JsonConverter(typeof(LenientString))]
    public string? SenderId { get; init; }

    /// <summary>The userId; absent for outsiders and before the robot is published.</summary>
    [JsonPropertyName("senderStaffId"), JsonConverter(typeof(LenientString))]
    public string? SenderStaffId { get; init; }

    [JsonPropertyName("senderNick"), JsonConverter(typeof(LenientString))]
    public string? SenderNick { get; init; }

    /// <summary>The robot; absent for custom robots.</summary>
    [JsonPropertyName("robotCode"), JsonConverter(typeof(LenientString))]
    public string? RobotCode { get; init; }

    [JsonPropertyName("sessionWebhook"), JsonConverter(typeof(LenientString))]
    public string? SessionWebhook { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("sessionWebhookExpiredTime"), JsonConverter(typeof(LenientNumber))]
    public long? SessionWebhookExpiredTime { get; init; }

    /// <summary>"20001": the Webhook &amp; Stream quota is used up and the message has no content.</summary>
    [JsonPropertyName("errorCode"), JsonConverter(typeof(LenientString))]
    public string? ErrorCode { get; init; }

    /// <summary>The same in stream events.</summary>
    [JsonPropertyName("errCode"), JsonConverter(typeof(LenientString))]
    public string? ErrCode { get; init; }

    /// <summary><c>{content, isReplyMsg?, repliedMsg?}</c>.</summary>
    [JsonPropertyName("text")]
    public JsonElement Text { get; init; }

    /// <summary>An object for every type but text; one page shows the plain text here as a string.</summary>
    [JsonPropertyName("content")]
    public JsonElement Content { get; init; }

    /// <summary>The envelope of an encrypted body, which the robot pages do not describe: refused.</summary>
    [JsonPropertyName("encrypt")]
    public JsonElement Encrypt { get; init; }
}
