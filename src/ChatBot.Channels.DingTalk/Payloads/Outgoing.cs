using System.Text.Json.Serialization;

namespace ChatBot.Channels.DingTalk.Payloads;

/// <summary>Body for session and custom webhooks (custom-robots-send-group-messages 2026-07-14).</summary>
internal sealed record WebhookBody
{
    [JsonPropertyName("msgtype")]
    public string MessageType { get; init; } = "text";

    [JsonPropertyName("text")]
    public TextContent? Text { get; init; }

    [JsonPropertyName("markdown")]
    public WebhookMarkdown? Markdown { get; init; }

    [JsonPropertyName("link")]
    public WebhookLink? Link { get; init; }

    [JsonPropertyName("actionCard")]
    public WebhookCard? ActionCard { get; init; }

    [JsonPropertyName("feedCard")]
    public WebhookFeed? FeedCard { get; init; }

    [JsonPropertyName("at")]
    public Mention? At { get; init; }

    /// <summary>The platform's duplicate check of custom webhooks.</summary>
    [JsonPropertyName("msgUuid")]
    public string? MessageUuid { get; init; }
}

/// <summary>The title shows only in the list of conversations.</summary>
internal sealed record WebhookMarkdown([property: JsonPropertyName("title")] string Title, [property: JsonPropertyName("text")] string Text);

/// <summary>One link.</summary>
internal sealed record WebhookLink(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("messageUrl")] string Address,
    [property: JsonPropertyName("picUrl")] string? Picture);

/// <summary>A card with buttons, one below the other.</summary>
internal sealed record WebhookCard([property: JsonPropertyName("title")] string Title, [property: JsonPropertyName("text")] string Text)
{
    [JsonPropertyName("btnOrientation")]
    public string Orientation { get; init; } = "0";

    [JsonPropertyName("btns")]
    public required IReadOnlyList<WebhookButton> Buttons { get; init; }
}

/// <summary>A button and where it leads.</summary>
internal sealed record WebhookButton([property: JsonPropertyName("title")] string Title, [property: JsonPropertyName("actionURL")] string Address);

/// <summary>Links with pictures.</summary>
internal sealed record WebhookFeed([property: JsonPropertyName("links")] IReadOnlyList<WebhookFeedLink> Links);

/// <summary>One of them; other spelling than in <see cref="WebhookLink"/>.</summary>
internal sealed record WebhookFeedLink(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("messageURL")] string Address,
    [property: JsonPropertyName("picURL")] string Picture);

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
