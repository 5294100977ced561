using System.Globalization;
using System.Text.Json;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>What the bot reads of a message or event of its smart robot (pages 100719, 101027), the same in both modes.</summary>
internal sealed record RobotCallback
{
    public string MsgId { get; private init; } = "";

    /// <summary>When it was said; null where the platform does not tell.</summary>
    public DateTimeOffset? CreateTime { get; private init; }

    /// <summary>The group's id, letter for letter; empty in a single chat.</summary>
    public string ChatId { get; private init; } = "";

    /// <summary>Who, letter for letter.</summary>
    public string UserId { get; private init; } = "";

    public string MsgType { get; private init; } = "";

    /// <summary>Type of an event; empty for a message.</summary>
    public string Event { get; private init; } = "";

    /// <summary>What was said, in order; of a quoted message nothing, because its words are not the member's.</summary>
    public IReadOnlyList<RobotPart> Parts { get; private init; } = [];

    /// <summary>Key of the tapped button.</summary>
    public string EventKey { get; private init; } = "";

    public string TaskId { get; private init; } = "";

    /// <summary>Ids of the options that were picked.</summary>
    public IReadOnlyList<string> Picked { get; private init; } = [];

    /// <summary>The stream that a poll asks for.</summary>
    public string StreamId { get; private init; } = "";

    /// <summary>Where one later answer may go: a bearer secret. URL mode only.</summary>
    public string ResponseUrl { get; private init; } = "";

    public bool IsGroup => ChatId.Length > 0;

    /// <summary>Reads what is there; what is missing or of another type is empty. Never throws.</summary>
    public static RobotCallback Read(JsonElement body)
    {
        var type = Text(body, "msgtype").ToLowerInvariant();
        var what = Object(body, "event");
        var kind = Text(what, "eventtype").ToLowerInvariant();
        var card = Object(what, "template_card_event");
        return new RobotCallback
        {
            MsgId = Text(body, "msgid"),
            CreateTime = Time(body),
            ChatId = Text(body, "chattype").Equals("single", StringComparison.OrdinalIgnoreCase) ? "" : Text(body, "chatid"),
            UserId = Text(Object(body, "from"), "userid").Trim(),
            MsgType = type,
            Event = kind,
            Parts = type == "mixed" ? [.. Items(Object(body, "mixed"), "msg_item").Select(Part)] : type is "" or "event" or "stream" ? [] : [Part(body)],
            EventKey = First(card, "event_key", "eventkey").Trim(),
            TaskId = First(card, "task_id", "taskid"),
            Picked = [.. Items(Object(card, "selected_items"), "selected_item").SelectMany(i => Items(Object(i, "option_ids"), "option_id")).Select(Text).Where(t => t.Length > 0)],
            StreamId = Text(Object(body, "stream"), "id"),
            ResponseUrl = Text(body, "response_url"),
        };
    }

    private static RobotPart Part(JsonElement of)
    {
        var type = Text(of, "msgtype").ToLowerInvariant();
        var part = Object(of, type);
        return new RobotPart(type, Text(part, "content"), Text(part, "url"), Text(part, "aeskey"));
    }

    private static DateTimeOffset? Time(JsonElement body) =>
        long.TryParse(Text(body, "create_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds > 0
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    // The page's table and its samples spell the names differently.
    private static string First(JsonElement of, string name, string otherName) =>
        Text(of, name) is { Length: > 0 } text ? text : Text(of, otherName);

    private static JsonElement Object(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && name.Length > 0 && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : default;

    private static List<JsonElement> Items(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    private static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };
}

/// <summary>One thing in a message.</summary>
/// <param name="Type"><c>text</c>, <c>voice</c>, <c>image</c>, <c>file</c>, <c>video</c>, or a type of tomorrow.</param>
/// <param name="Content">The words.</param>
/// <param name="Url">Where the encrypted file lies for five minutes.</param>
/// <param name="AesKey">Its key in base64; empty in URL mode, where it is the callback's.</param>
internal readonly record struct RobotPart(string Type, string Content, string Url, string AesKey);
