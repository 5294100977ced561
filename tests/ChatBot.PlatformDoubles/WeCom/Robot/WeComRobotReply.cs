using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>What the bot answered to one callback of its smart robot in URL mode.</summary>
/// <param name="Callback">The callback as it was before encryption.</param>
/// <param name="Status">HTTP status; the platform takes only 200 as received.</param>
/// <param name="Json">The decrypted passive reply; null for an empty body.</param>
/// <param name="Shown">What people see of it; null for an empty body.</param>
/// <param name="Took">Time until the whole answer was there; the platform waits 5 s.</param>
public sealed record WeComRobotReply(JsonObject Callback, HttpStatusCode Status, JsonElement? Json, ReceivedMessage? Shown, TimeSpan Took)
{
    /// <summary>The callback's <c>msgid</c>; of the message, also when this is the answer to a later poll.</summary>
    public string MsgId { get; internal init; } = (string?)Callback["msgid"] ?? "";

    /// <summary>The one-off address for an answer later; empty where the platform gives none.</summary>
    public string ResponseUrl { get; internal init; } = (string?)Callback["response_url"] ?? "";

    /// <summary>The words that people see; empty for an empty body.</summary>
    public string Text => Shown?.Text ?? "";

    /// <summary>The stream that the platform will ask for again; empty when there is nothing to follow.</summary>
    public string OpenStream { get; internal init; } = "";

    /// <summary>Whether a card came with the stream already; only one may.</summary>
    internal bool HasCard { get; init; }

    /// <summary>What the stream showed before this reply.</summary>
    internal string LastText { get; init; } = "";

    /// <summary>When the member wrote, by the double's clock: polling ends six minutes later.</summary>
    internal DateTimeOffset Since { get; init; }
}
