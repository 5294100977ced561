using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Channels.DingTalk.Payloads;

namespace ChatBot.Channels.DingTalk;

/// <summary>All JSON of the channel, source generated.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RobotMessage))]
[JsonSerializable(typeof(ApiAnswer))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ApiSend))]
[JsonSerializable(typeof(TextContent))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(ContactsRequest))]
internal sealed partial class DingTalkJson : JsonSerializerContext
{
    /// <summary>For what goes out: a Chinese character takes 3 bytes instead of the 6 of <c>\uXXXX</c>.</summary>
    public static DingTalkJson Outgoing { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
