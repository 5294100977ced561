using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>By which way a body of a smart robot comes; types differ.</summary>
internal enum RobotPlace
{
    /// <summary>Reply to a message on the long connection.</summary>
    Reply,

    /// <summary>Reply to enter_chat, in both modes.</summary>
    Welcome,

    /// <summary>Message of its own on the long connection.</summary>
    Send,

    /// <summary>Passive reply to a message in URL mode.</summary>
    Passive,

    /// <summary>Passive reply to a poll in URL mode.</summary>
    Refresh,

    /// <summary>The one call of a response_url.</summary>
    ResponseUrl,
}

/// <summary>What a body says.</summary>
internal sealed record RobotWords(string Type, string Text)
{
    public ReceivedCard? Card { get; init; }

    public bool Cut { get; init; }
}

/// <summary>Bodies of a smart robot (pages 101031, 101032, 101138, 101463): types, sizes in bytes, media.</summary>
internal sealed class RobotContent(WeComMedia media, string owner)
{
    private const int LongestMarkdown = 20480;
    private const int LongestWelcome = 2048;

    /// <summary>Checks the body and reads its words.</summary>
    /// <exception cref="RobotRefusal">The platform would refuse it.</exception>
    public RobotWords Read(JsonElement body, RobotPlace place, bool isGroup, DateTimeOffset now)
    {
        var type = body.Text("msgtype");
        if (!Allowed(place, type))
        {
            throw new RobotRefusal(RobotRefusal.BadType, $"msgtype '{type}' is not supported here");
        }

        if (type == "stream_with_template_card")
        {
            var words = Stream(body, place);
            return body.Object("template_card") is { } with ? words with { Card = Card(with, place, isGroup).Card } : words;
        }

        if (type == "stream")
        {
            return Stream(body, place);
        }

        var part = body.Object(type) ?? throw new RobotRefusal(RobotRefusal.BadParameter, $"{type} is missing");
        return type switch
        {
            "text" => new RobotWords(type, Limited(part.Text("content"), "text.content", LongestWelcome)),
            "markdown" => Markdown(part),
            "template_card" => Card(part, place, isGroup),
            _ => Media(part, type, now),
        };
    }

    /// <summary>Checks the card that replaces another; its task_id must be the event's.</summary>
    public static RobotWords ReadUpdate(JsonElement body, string taskId)
    {
        if (body.Text("response_type") != "update_template_card")
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "response_type is invalid");
        }

        var card = body.Object("template_card") ?? throw new RobotRefusal(RobotRefusal.BadParameter, "template_card is missing");
        if (body.Has("userids") && body.Strings("userids") is null)
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "userids must be an array of strings");
        }

        return WeComCards.Fault(card, WeComCardPlace.Robot, update: true) is { } fault ? throw new RobotRefusal(RobotRefusal.BadParameter, fault)
            : card.Text("task_id") != taskId ? throw new RobotRefusal(RobotRefusal.BadParameter, "template_card.task_id is not the event's")
            : new RobotWords("update_template_card", WeComCards.Words(card)) { Card = WeComCards.Read(card) };
    }

    private static bool Allowed(RobotPlace place, string type) => place switch
    {
        RobotPlace.Reply => type is "stream" or "template_card" or "markdown" or "file" or "image" or "voice" or "video",
        RobotPlace.Welcome => type is "text" or "template_card",
        RobotPlace.Send => type is "markdown" or "template_card" or "file" or "image" or "voice" or "video",
        RobotPlace.Passive => type is "stream" or "template_card" or "stream_with_template_card",
        RobotPlace.Refresh => type is "stream" or "stream_with_template_card",
        RobotPlace.ResponseUrl => type is "markdown" or "template_card",
    };

    private static RobotWords Stream(JsonElement body, RobotPlace place)
    {
        var stream = body.Object("stream") ?? throw new RobotRefusal(RobotRefusal.BadParameter, "stream is missing");
        if (stream.Text("id").Length == 0 && place != RobotPlace.Refresh)
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "stream.id is missing");
        }

        if ((stream.Has("finish") && stream.GetProperty("finish").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            || (stream.Has("content") && stream.GetProperty("content").ValueKind != JsonValueKind.String))
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "stream.finish or stream.content is invalid");
        }

        Feedback(stream, "stream");
        var content = stream.Text("content");
        if (Fields.Bytes(content) > LongestMarkdown)
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, $"stream.content exceed max length {LongestMarkdown}");
        }

        var pictures = RobotPictures.Read(stream, isLongConnection: place == RobotPlace.Reply);
        return new RobotWords(body.Text("msgtype"), Fields.Lines([content, .. pictures]));
    }

    private static RobotWords Markdown(JsonElement part)
    {
        Feedback(part, "markdown");
        return new RobotWords("markdown", Limited(part.Text("content"), "markdown.content", LongestMarkdown));
    }

    private static RobotWords Card(JsonElement card, RobotPlace place, bool isGroup)
    {
        if (isGroup && place is (RobotPlace.Send or RobotPlace.ResponseUrl))
        {
            throw new RobotRefusal(RobotRefusal.BadType, "template_card is for single chats only");
        }

        Feedback(card, "template_card");
        return WeComCards.Fault(card, WeComCardPlace.Robot, update: false) is { } fault
            ? throw new RobotRefusal(RobotRefusal.BadParameter, fault)
            : new RobotWords("template_card", WeComCards.Words(card)) { Card = WeComCards.Read(card) };
    }

    private RobotWords Media(JsonElement part, string type, DateTimeOffset now)
    {
        if (media.TryFind(part.Text("media_id"), owner, now) is not { } file || file.Type != type)
        {
            throw new RobotRefusal(RobotRefusal.BadMedia);
        }

        var cut = false;
        var title = type == "video" ? Fields.CutToBytes(part.Text("title"), 64, ref cut) : "";
        var description = type == "video" ? Fields.CutToBytes(part.Text("description"), 512, ref cut) : "";
        return new RobotWords(type, Fields.Lines(title, description, $"[{type} {file.Name}]")) { Cut = cut };
    }

    private static void Feedback(JsonElement of, string name)
    {
        if (of.Has("feedback") && Fields.Bytes((of.Object("feedback") ?? default).Text("id")) is 0 or > 256)
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, $"{name}.feedback.id is invalid");
        }
    }

    private static string Limited(string content, string name, int most) =>
        string.IsNullOrWhiteSpace(content) ? throw new RobotRefusal(RobotRefusal.BadParameter, $"{name} exceed min length 1")
        : Fields.Bytes(content) > most ? throw new RobotRefusal(RobotRefusal.BadParameter, $"{name} exceed max length {most}")
        : content;
}
