using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Channels.WeCom.Cards;
using ChatBot.Channels.WeCom.Payloads;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>What a robot says, in all its ways (pages 101031, 101138, 101463); what is null is not written.</summary>
internal sealed record RobotBody
{
    /// <summary>Only in messages of its own: group's chatid or member's user id; upper and lower case count.</summary>
    [JsonPropertyName("chatid")]
    public string? ChatId { get; init; }

    /// <summary>1 single, 2 group; without it the platform guesses.</summary>
    [JsonPropertyName("chat_type")]
    public int? ChatType { get; init; }

    [JsonPropertyName("msgtype")]
    public string? MsgType { get; init; }

    [JsonPropertyName("response_type")]
    public string? ResponseType { get; init; }

    /// <summary>Whose copies an update changes; null for everybody's.</summary>
    [JsonPropertyName("userids")]
    public IReadOnlyList<string>? UserIds { get; init; }

    [JsonPropertyName("stream")]
    public RobotStream? Stream { get; init; }

    [JsonPropertyName("markdown")]
    public TextBody? Markdown { get; init; }

    /// <summary>Only as welcome; anywhere else it is refused with 40008.</summary>
    [JsonPropertyName("text")]
    public TextBody? Text { get; init; }

    [JsonPropertyName("template_card")]
    public TemplateCard? TemplateCard { get; init; }

    public static RobotBody OfStream(string id, string content, bool isFinished = true) =>
        new() { MsgType = "stream", Stream = new RobotStream(id, isFinished, content) };

    public static RobotBody OfMarkdown(string content) => new() { MsgType = "markdown", Markdown = new TextBody(content) };

    public static RobotBody OfText(string content) => new() { MsgType = "text", Text = new TextBody(content) };

    public static RobotBody OfCard(TemplateCard card) => new() { MsgType = "template_card", TemplateCard = card };

    public static RobotBody OfUpdate(TemplateCard card, IReadOnlyList<string>? userIds) =>
        new() { ResponseType = "update_template_card", UserIds = userIds, TemplateCard = card };

    /// <summary>The same as a message of the robot's own.</summary>
    public RobotBody To(string chatId, bool isGroup) => this with { ChatId = chatId, ChatType = isGroup ? 2 : 1 };
}

/// <summary>A message that may grow: each content replaces the one before.</summary>
internal sealed record RobotStream(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("finish")] bool Finish,
    [property: JsonPropertyName("content")] string Content);

/// <summary>A frame of the long connection.</summary>
internal sealed record RobotFrame(
    [property: JsonPropertyName("cmd")] string Cmd,
    [property: JsonPropertyName("headers")] RobotHeaders Headers,
    [property: JsonPropertyName("body")] RobotBody? Body = null);

/// <summary>The first frame.</summary>
internal sealed record RobotSubscribeFrame(
    [property: JsonPropertyName("cmd")] string Cmd,
    [property: JsonPropertyName("headers")] RobotHeaders Headers,
    [property: JsonPropertyName("body")] RobotCredentials Body);

/// <summary>What an answer is told by.</summary>
internal sealed record RobotHeaders([property: JsonPropertyName("req_id")] string ReqId);

/// <summary>Who subscribes.</summary>
internal sealed record RobotCredentials(
    [property: JsonPropertyName("bot_id")] string BotId,
    [property: JsonPropertyName("secret")] string Secret);

/// <summary>What one replica asks of the one that holds the connection.</summary>
internal sealed record RobotErrand([property: JsonPropertyName("bodies")] IReadOnlyList<RobotBody> Bodies);

/// <summary>What came of it: how many were sent, and why not all.</summary>
internal sealed record RobotErrandResult(
    [property: JsonPropertyName("sent")] int Sent,
    [property: JsonPropertyName("failure")] Kernel.Channels.FailureCategory? Failure,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("wait")] TimeSpan? RetryAfter);

/// <summary>The robot's wire types.</summary>
[JsonSerializable(typeof(RobotFrame))]
[JsonSerializable(typeof(RobotSubscribeFrame))]
[JsonSerializable(typeof(RobotBody))]
[JsonSerializable(typeof(RobotErrand))]
[JsonSerializable(typeof(RobotErrandResult))]
internal sealed partial class RobotJson : JsonSerializerContext
{
    /// <summary>Chinese as it is; it is never put into HTML.</summary>
    public static RobotJson Wire { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
