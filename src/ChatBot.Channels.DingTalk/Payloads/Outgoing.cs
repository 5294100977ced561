using System.Text.Json.Serialization;

namespace ChatBot.Channels.DingTalk.Payloads;

/// <summary>Body for session and custom webhooks (custom-robots-send-group-messages 2026-07-14).</summary>
internal sealed record WebhookBody
{
    [JsonPropertyName("msgtype")]
    public string MessageType { get; init; } = "text";

    [JsonPropertyName("text")]
    public required TextContent Text { get; init; }

    [JsonPropertyName("at")]
    public Mention? At { get; init; }

    /// <summary>The platform's duplicate check of custom webhooks.</summary>
    [JsonPropertyName("msgUuid")]
    public string? MessageUuid { get; init; }
}

/// <summary><c>{content}</c>, of webhooks and of the API's <c>sampleText</c>.</summary>
internal sealed record TextContent([property: JsonPropertyName("content")] string Content);

/// <summary>Who is mentioned; each must also stand in the text as <c>@id</c>.</summary>
internal sealed record Mention
{
    [JsonPropertyName("atUserIds")]
    public IReadOnlyList<string> UserIds { get; init; } = [];

    [JsonPropertyName("atMobiles")]
    public IReadOnlyList<string> Mobiles { get; init; } = [];

    [JsonPropertyName("isAtAll")]
    public bool IsAll { get; init; }
}

/// <summary>Body of <c>oToMessages/batchSend</c> and <c>groupMessages/send</c>.</summary>
internal sealed record ApiSend
{
    [JsonPropertyName("robotCode")]
    public required string RobotCode { get; init; }

    [JsonPropertyName("userIds")]
    public IReadOnlyList<string>? UserIds { get; init; }

    [JsonPropertyName("openConversationId")]
    public string? OpenConversationId { get; init; }

    [JsonPropertyName("msgKey")]
    public string MessageKey { get; init; } = "sampleText";

    /// <summary>JSON text inside JSON, at most 15,000 bytes.</summary>
    [JsonPropertyName("msgParam")]
    public required string MessageParam { get; init; }
}

/// <summary>Body of <c>oauth2/accessToken</c>.</summary>
internal sealed record TokenRequest(
    [property: JsonPropertyName("appKey")] string AppKey,
    [property: JsonPropertyName("appSecret")] string AppSecret);
