using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>What a member sends to the robot (page robot-message-type).</summary>
public sealed record DingTalkSaying
{
    private readonly Func<Func<byte[], string>, JsonObject> _part;
    private readonly string _partName;

    private DingTalkSaying(string type, Func<Func<byte[], string>, JsonObject> part, string partName = "content")
    {
        Type = type;
        _part = part;
        _partName = partName;
    }

    /// <summary>The platform's msgtype.</summary>
    public string Type { get; }

    /// <summary>Whether it may be sent in a group; voice, video and files reach the robot from single chats only.</summary>
    public bool FitsGroups => Type is not ("audio" or "video" or "file");

    /// <summary>User ids that are mentioned besides the robot.</summary>
    public IReadOnlyList<string> AlsoMentioned { get; private init; } = [];

    internal string? Words { get; private init; }

    private JsonObject? Quote { get; init; }

    private bool IsReply { get; init; }

    private bool IsFlat { get; init; }

    public static DingTalkSaying Text(string content) =>
        new("text", _ => new JsonObject { ["content"] = content }, "text") { Words = content };

    /// <summary>Text in the form that one page shows for HTTP mode: <c>content</c> is the words themselves.</summary>
    public static DingTalkSaying FlatText(string content) => new("text", _ => []) { Words = content, IsFlat = true };

    /// <summary>Text, pictures and both, in order; a picture is its bytes.</summary>
    public static DingTalkSaying RichText(params IReadOnlyList<DingTalkSaying> items) => items.All(i => i.Type is "text" or "picture")
        ? new DingTalkSaying("richText", keep => new JsonObject { ["richText"] = new JsonArray([.. items.Select(i => RichItem(i, keep))]) })
        : throw new ArgumentException("Rich text consists of texts and pictures.", nameof(items));

    public static DingTalkSaying Picture(byte[] content) => new("picture", keep => new JsonObject { ["downloadCode"] = keep(content) });

    /// <summary>A voice message.</summary>
    /// <param name="recognition">The words that the platform recognised; null when it recognised none.</param>
    /// <param name="duration">Its length.</param>
    /// <param name="content">The sound.</param>
    public static DingTalkSaying Audio(string? recognition, TimeSpan? duration = null, byte[]? content = null) => new("audio", keep =>
    {
        var part = new JsonObject
        {
            ["downloadCode"] = keep(content ?? []),
            ["duration"] = (int)(duration ?? TimeSpan.FromSeconds(3)).TotalMilliseconds,
        };
        if (recognition is not null)
        {
            part["recognition"] = recognition;
        }

        return part;
    });

    public static DingTalkSaying Video(byte[] content, TimeSpan? duration = null) => new("video", keep => new JsonObject
    {
        ["downloadCode"] = keep(content),
        ["videoType"] = "mp4",
        ["duration"] = (int)(duration ?? TimeSpan.FromSeconds(5)).TotalMilliseconds,
    });

    public static DingTalkSaying File(byte[] content, string name) => new("file", keep => new JsonObject
    {
        ["downloadCode"] = keep(content),
        ["fileName"] = name,
        ["fileId"] = "1001",
        ["spaceId"] = "2002",
    });

    /// <summary>Something that the robot cannot take; it gets a sentence instead.</summary>
    public static DingTalkSaying Unknown(string sentence = "用户发送了一条消息，机器人暂不支持接收。") =>
        new("unknownMsgType", _ => new JsonObject { ["unknownMsgType"] = sentence });

    /// <summary>The same, quoting a text.</summary>
    public DingTalkSaying QuotingText(string quoted) => Quoting("text", new JsonObject { ["text"] = quoted });

    /// <summary>The same, quoting rich text of these runs.</summary>
    public DingTalkSaying QuotingRichText(params IReadOnlyList<string> runs) => Quoting("richText", new JsonObject
    {
        ["richText"] = new JsonArray([.. runs.Select(r => (JsonNode)new JsonObject { ["msgType"] = "text", ["content"] = r })]),
    });

    /// <summary>The same, quoting an interactive card with these values.</summary>
    public DingTalkSaying QuotingCard(IReadOnlyDictionary<string, string> values)
    {
        var map = new JsonObject([.. values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))]);
        return Quoting("interactiveCard", new JsonObject { ["cardData"] = new JsonObject { ["cardParamMap"] = map } });
    }

    /// <summary>The same as an answer to a message of which the platform tells nothing, as happens with cards.</summary>
    public DingTalkSaying QuotingNothing() => this with { IsReply = true };

    /// <summary>The same with further people mentioned.</summary>
    public DingTalkSaying Mentioning(params IReadOnlyList<string> users) =>
        this with { AlsoMentioned = users };

    /// <summary>Adds msgtype and the part that belongs to it.</summary>
    internal void WriteTo(JsonObject payload, bool isGroup, Func<byte[], string> keep)
    {
        var part = _part(keep);
        if (isGroup && Type == "text")
        {
            // A blank stands where the mention stood.
            part["content"] = " " + Words;
        }

        if (IsReply)
        {
            part["isReplyMsg"] = true;
            if (Quote is not null)
            {
                part["repliedMsg"] = Quote.DeepClone();
            }
        }

        payload["msgtype"] = Type;
        payload[_partName] = IsFlat ? (isGroup ? " " : "") + Words : part;
    }

    private static JsonObject RichItem(DingTalkSaying item, Func<byte[], string> keep)
    {
        if (item.Words is { } words)
        {
            return new JsonObject { ["text"] = words };
        }

        var picture = item._part(keep);
        picture["type"] = "picture";
        return picture;
    }

    private DingTalkSaying Quoting(string type, JsonObject content)
    {
        var quote = new JsonObject
        {
            ["msgId"] = $"msg{Guid.NewGuid():N}",
            ["msgType"] = type,
            ["senderId"] = "$:LWCP_v1:$demoBot==",
            ["content"] = content,
        };
        return this with { IsReply = true, Quote = quote };
    }
}
