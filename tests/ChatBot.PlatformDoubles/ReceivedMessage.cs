using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>One message that a platform double took from the bot: what a person in the chat would now see.</summary>
/// <param name="At">When it came, by the double's clock.</param>
/// <param name="Platform"><c>wecom</c> or <c>dingtalk</c>.</param>
/// <param name="Route">The way it came, e.g. <c>wecom.webhook</c>; see <see cref="WeComRoutes"/> and <see cref="DingTalkRoutes"/>.</param>
/// <param name="To">Who gets it: user ids joined by <c>|</c>, <c>@all</c>, a chat id, a webhook key or token, a conversation id.</param>
/// <param name="Type">The platform's own message type (<c>text</c>, <c>template_card</c>, <c>sampleMarkdown</c> …).</param>
/// <param name="Text">The readable words, cut where the platform cuts; buttons stand in brackets, one a line.</param>
/// <param name="Raw">The request body as it came.</param>
public sealed record ReceivedMessage(
    DateTimeOffset At,
    string Platform,
    string Route,
    string To,
    string Type,
    string Text,
    JsonElement Raw)
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The id that the platform gave the message (<c>msgid</c>, <c>processQueryKey</c>); empty where it gives none.</summary>
    public string Id { get; init; } = "";

    /// <summary>The session, key or token by which it came; empty for calls with an access token.</summary>
    public string Via { get; init; } = "";

    /// <summary>User ids and mobile numbers that are really mentioned by the platform's rules; <c>@all</c> for everybody.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Whether the platform silently cut a part that was too long.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether a later message with the same <see cref="Id"/> replaces this one: an answer that is still being written.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Its place among all that the double took since it was started, from 1.</summary>
    public long Order { get; init; }

    /// <summary>The card with its buttons; null for a message that is none.</summary>
    public ReceivedCard? Card { get; init; }

    /// <summary>Whether the user, conversation, key or chat is among those addressed.</summary>
    public bool IsFor(string who) =>
        To == "@all" || To.Split('|').Contains(who, StringComparer.OrdinalIgnoreCase);

    /// <summary>The message as one line of JSON with the fields at, platform, route, to, type, text and raw; and partial, when it is.</summary>
    public string ToJsonLine()
    {
        var line = new JsonObject
        {
            ["at"] = At.ToString("O"),
            ["platform"] = Platform,
            ["route"] = Route,
            ["to"] = To,
            ["type"] = Type,
            ["text"] = Text,
            ["raw"] = JsonSerializer.SerializeToNode(Raw),
        };
        if (IsPartial)
        {
            line["partial"] = true;
        }

        return line.ToJsonString(OneLine);
    }
}
