using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Channels.WeCom.Payloads;

namespace ChatBot.Channels.WeCom;

/// <summary>The channel's wire types.</summary>
[JsonSerializable(typeof(WireMessage))]
[JsonSerializable(typeof(CardUpdate))]
[JsonSerializable(typeof(GroupChatChange))]
[JsonSerializable(typeof(MemberPage))]
[JsonSerializable(typeof(AppMenu))]
[JsonSerializable(typeof(ApiAnswer))]
internal sealed partial class WeComJson : JsonSerializerContext
{
    /// <summary>Chinese as it is instead of \u escapes, which would triple a body; it is never put into HTML.</summary>
    public static WeComJson Wire { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
