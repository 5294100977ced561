using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Channels.DingTalk.Payloads;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>Asks for a place to connect to (developerpedia, stream protocol).</summary>
internal sealed record StreamOpen(
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("clientSecret")] string ClientSecret,
    [property: JsonPropertyName("subscriptions")] IReadOnlyList<StreamSubscription> Subscriptions,
    [property: JsonPropertyName("ua")] string UserAgent);

/// <summary>What is to be pushed.</summary>
internal sealed record StreamSubscription(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("topic")] string Topic);

/// <summary>A frame down. Fields that the bot does not use are not declared; <c>data</c> is JSON as text.</summary>
internal sealed record StreamFrame
{
    [JsonPropertyName("type"), JsonConverter(typeof(LenientString))]
    public string? Type { get; init; }

    [JsonPropertyName("headers")]
    public StreamHeaders? Headers { get; init; }

    /// <summary>One sample of an event spells it so.</summary>
    [JsonPropertyName("header")]
    public StreamHeaders? Header { get; init; }

    [JsonPropertyName("data"), JsonConverter(typeof(LenientString))]
    public string? Data { get; init; }

    [JsonIgnore]
    public StreamHeaders? Named => Headers ?? Header;
}

/// <summary>What a frame is about.</summary>
internal sealed record StreamHeaders
{
    [JsonPropertyName("topic"), JsonConverter(typeof(LenientString))]
    public string? Topic { get; init; }

    [JsonPropertyName("messageId"), JsonConverter(typeof(LenientString))]
    public string? MessageId { get; init; }

    [JsonPropertyName("eventType"), JsonConverter(typeof(LenientString))]
    public string? EventType { get; init; }
}

/// <summary>A frame up: the acknowledgement of one frame.</summary>
internal sealed record StreamAck(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("headers")] StreamAckHeaders Headers,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("data")] string Data)
{
    /// <summary>All is well, with what the frame's kind expects.</summary>
    public static StreamAck Ok(string messageId, string data) => new(200, new StreamAckHeaders(messageId), "OK", data);

    /// <summary>Nobody here listens to the topic.</summary>
    public static StreamAck NotFound(string messageId) => new(404, new StreamAckHeaders(messageId), "topic not found", "{}");
}

/// <summary>Which frame is acknowledged.</summary>
internal sealed record StreamAckHeaders([property: JsonPropertyName("messageId")] string MessageId)
{
    [JsonPropertyName("contentType")]
    public string ContentType { get; } = "application/json";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamOpen))]
[JsonSerializable(typeof(StreamFrame))]
[JsonSerializable(typeof(StreamAck))]
internal sealed partial class StreamJson : JsonSerializerContext
{
    /// <summary>For what goes out: Chinese stays readable and short.</summary>
    public static StreamJson Outgoing { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
