using System.Text.Json.Serialization;

namespace ChatBot.Channels.WeCom.Payloads;

/// <summary>The words of a text message.</summary>
internal sealed record TextBody([property: JsonPropertyName("content")] string Content);

/// <summary><c>message/send</c> with text (page 90236).</summary>
internal sealed record AppTextMessage
{
    [JsonPropertyName("touser")]
    public required string ToUser { get; init; }

    [JsonPropertyName("msgtype")]
    public string MsgType { get; } = "text";

    [JsonPropertyName("agentid")]
    public required int AgentId { get; init; }

    [JsonPropertyName("text")]
    public required TextBody Text { get; init; }

    /// <summary>1: the platform swallows the same JSON within <see cref="DuplicateCheckInterval"/>, so that a retry is safe.</summary>
    [JsonPropertyName("enable_duplicate_check")]
    public required int EnableDuplicateCheck { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("duplicate_check_interval")]
    public int DuplicateCheckInterval { get; } = 1800;
}

/// <summary><c>webhook/send</c> with text (page 99110).</summary>
internal sealed record WebhookTextMessage
{
    [JsonPropertyName("msgtype")]
    public string MsgType { get; } = "text";

    [JsonPropertyName("text")]
    public required TextBody Text { get; init; }
}

/// <summary>What the server API answers, all calls together.</summary>
internal sealed record ApiAnswer
{
    /// <summary>Null when the answer is not the platform's.</summary>
    [JsonPropertyName("errcode")]
    public int? ErrCode { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; init; }

    [JsonPropertyName("invaliduser")]
    public string? InvalidUser { get; init; }

    [JsonPropertyName("unlicenseduser")]
    public string? UnlicensedUser { get; init; }
}
