using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>What a member sends to a smart robot (page 100719).</summary>
public sealed class WeComSaying
{
    private readonly Func<Func<byte[], string, JsonObject>, JsonObject> _part;
    private WeComSaying? _quoted;

    private WeComSaying(string type, Func<Func<byte[], string, JsonObject>, JsonObject> part)
    {
        Type = type;
        _part = part;
    }

    /// <summary>The platform's msgtype.</summary>
    public string Type { get; }

    /// <summary>Whether it may be sent in a group; the platform passes on only text and mixed messages from there.</summary>
    public bool FitsGroups => Type is "text" or "mixed";

    public static WeComSaying Text(string content) => new("text", _ => new JsonObject { ["content"] = content });

    /// <summary>A voice message: the bot gets only the words that were recognised.</summary>
    public static WeComSaying Voice(string recognised) => new("voice", _ => new JsonObject { ["content"] = recognised });

    public static WeComSaying Image(byte[] content, string name = "image.png") => new("image", keep => keep(content, name));

    public static WeComSaying File(byte[] content, string name) => new("file", keep => keep(content, name));

    public static WeComSaying Video(byte[] content, string name = "video.mp4") => new("video", keep => keep(content, name));

    /// <summary>Words and pictures in one message.</summary>
    public static WeComSaying Mixed(params IReadOnlyList<WeComSaying> items) =>
        items.All(i => i.Type is "text" or "image")
            ? new WeComSaying("mixed", keep => new JsonObject { ["msg_item"] = new JsonArray([.. items.Select(i => i.Item(keep))]) })
            : throw new ArgumentException("A mixed message consists of texts and images.", nameof(items));

    /// <summary>The same, quoting an earlier message.</summary>
    public WeComSaying Quoting(WeComSaying quoted) => new(Type, _part) { _quoted = quoted };

    /// <summary>The same with the robot's name in front, as a member of a group writes it.</summary>
    internal WeComSaying Mentioning(string robot) => new(Type, keep =>
    {
        var part = _part(keep);
        var first = Type == "text" ? part : part["msg_item"]!.AsArray().FirstOrDefault(i => (string?)i!["msgtype"] == "text")?["text"];
        if (first is not null)
        {
            first["content"] = $"@{robot} {first["content"]}";
        }

        return part;
    })
    {
        _quoted = _quoted,
    };

    /// <summary>Adds msgtype, the part of that name and the quote.</summary>
    internal void WriteTo(JsonObject body, Func<byte[], string, JsonObject> keep)
    {
        body["msgtype"] = Type;
        body[Type] = _part(keep);
        if (_quoted is { } quoted)
        {
            body["quote"] = quoted.Item(keep);
        }
    }

    private JsonObject Item(Func<byte[], string, JsonObject> keep) => new() { ["msgtype"] = Type, [Type] = _part(keep) };
}
