using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles;

/// <summary>Names of the connector's calls.</summary>
public static class BotFrameworkRoutes
{
    /// <summary>POST /v3/conversations/{id}/activities: the bot speaks.</summary>
    public const string Send = "botframework.send";

    /// <summary>POST /v3/conversations/{id}/activities/{activity}: the bot answers.</summary>
    public const string Reply = "botframework.reply";
}

/// <summary>The client that is played.</summary>
public sealed record BotFrameworkDoubleOptions
{
    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public IPEndPoint ListenOn { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The client's channel id.</summary>
    public string ChannelId { get; init; } = "emulator";

    /// <summary>The bot's id in the client.</summary>
    public string BotId { get; init; } = "bot-1";

    /// <summary>The bot's name in the client, by which it is mentioned.</summary>
    public string BotName { get; init; } = "支部助手";
}

/// <summary>
/// Stands in for a Bot Framework client (Emulator, Web Chat, Teams …) over real HTTP: its connector, which the bot calls, and
/// the people who write to the bot (<see cref="BotFrameworkClient"/>).
/// </summary>
public sealed class BotFrameworkDouble : PlatformDouble
{
    private const string HeroCard = "application/vnd.microsoft.card.hero";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private int _last;

    private BotFrameworkDouble(BotFrameworkDoubleOptions options, TimeProvider clock)
        : base("botframework", clock) => Options = options;

    /// <summary>The client.</summary>
    public BotFrameworkDoubleOptions Options { get; }

    /// <summary>Starts listening.</summary>
    public static async Task<BotFrameworkDouble> StartAsync(
        BotFrameworkDoubleOptions? options = null, TimeProvider? clock = null, CancellationToken ct = default)
    {
        var platform = new BotFrameworkDouble(options ?? new BotFrameworkDoubleOptions(), clock ?? TimeProvider.System);
        await platform.ListenOnAsync(platform.Options.ListenOn, control: false, platform.Map, ct);
        return platform;
    }

    /// <summary>An id that was not given before.</summary>
    internal string NewId(string kind) => $"{kind}-{Interlocked.Increment(ref _last)}";

    /// <summary>Makes a conversation known, and an activity in it, so that the bot may answer there.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="user">The person of a private one; null for a group.</param>
    /// <param name="activity">What was said.</param>
    internal void Know(string id, string? user, string? activity)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(id, out var known))
            {
                _conversations[id] = known = new Conversation(user);
            }

            if (activity is not null)
            {
                known.Activities.Add(activity);
            }
        }
    }

    /// <summary>Takes a conversation away: the bot was removed, or the person left.</summary>
    public void Forget(string conversation)
    {
        lock (_gate)
        {
            _conversations.Remove(conversation);
        }
    }

    /// <summary>Reads an activity of the bot as the person sees it.</summary>
    internal ReceivedMessage See(string route, string to, bool isGroup, JsonElement activity, string id)
    {
        var text = activity.Text("text");
        var card = CardOf(activity, isGroup, id);
        var shown = Fields.Lines([card?.Title ?? "", text, .. card?.Buttons.Select(b => $"[{b.Label}]") ?? []]);
        return Take(route, to, activity.Text("type"), shown, activity, m => m with { Id = id, Card = card });
    }

    private static ReceivedCard? CardOf(JsonElement activity, bool isGroup, string id)
    {
        if (activity.List("attachments") is { Count: > 0 } attachments)
        {
            var hero = attachments.FirstOrDefault(a => a.Text("contentType") == HeroCard).Object("content")
                ?? throw new Refusal(Error(400, "BadArgument", "Unknown attachment type"));
            return new ReceivedCard("heroCard", hero.Text("title"), activity.Text("text"), id, [.. (hero.List("buttons") ?? []).Select(ButtonOf)]);
        }

        // Suggested actions are shown in private chats only.
        return !isGroup && activity.Object("suggestedActions")?.List("actions") is { Count: > 0 } actions
            ? new ReceivedCard("suggestedActions", "", activity.Text("text"), id, [.. actions.Select(ButtonOf)])
            : null;
    }

    private static ReceivedButton ButtonOf(JsonElement action)
    {
        var label = action.Text("title");
        var value = action.TryGetProperty("value", out var v) ? v : default;
        var isText = value.ValueKind == JsonValueKind.String;
        return label.Length == 0 ? throw new Refusal(Error(400, "BadArgument", "A button needs a title")) : action.Text("type") switch
        {
            "openUrl" when isText => new ReceivedButton(label, "") { Url = value.GetString()! },
            "imBack" when isText => new ReceivedButton(label, value.GetString()!) { Asks = value.GetString()! },
            "postBack" or "messageBack" when value.ValueKind is JsonValueKind.String or JsonValueKind.Object => new ReceivedButton(label, value.GetRawText()) { Asks = action.Text("text") },
            _ => throw new Refusal(Error(400, "BadArgument", $"Button of type '{action.Text("type")}' with this value is unknown")),
        };
    }

    private protected override Answer Render(Failure failure, ApiCall call) => failure switch
    {
        { Body: { } body } => Answer.Text(body, (int)failure.Status),
        { Code: { } code } => Error((int)failure.Status, code, code),
        _ => Answer.Text("", failure.Number is >= 400 and < 600 and var status ? status : (int)failure.Status),
    };

    private protected override Answer WrongMethod(string expected, ApiCall call) => Error(405, "MethodNotAllowed", "The method is not allowed");

    private static Answer Error(int status, string code, string message) =>
        Answer.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, status);

    private void Map(IEndpointRouteBuilder app)
    {
        Serve(app, "POST", "/v3/conversations/{conversation}/activities", BotFrameworkRoutes.Send, (call, _) => Task.FromResult(TakeActivity(call, BotFrameworkRoutes.Send)));
        Serve(app, "POST", "/v3/conversations/{conversation}/activities/{activity}", BotFrameworkRoutes.Reply, (call, _) => Task.FromResult(TakeActivity(call, BotFrameworkRoutes.Reply)));
    }

    private Answer TakeActivity(ApiCall call, string route)
    {
        if (call.JsonObject() is not { } activity || activity.Text("type").Length == 0)
        {
            return Error(400, "BadSyntax", "The activity cannot be read");
        }

        Conversation? conversation;
        bool isKnown;
        lock (_gate)
        {
            conversation = _conversations.GetValueOrDefault(call.RouteValue("conversation"));
            isKnown = route == BotFrameworkRoutes.Send || conversation?.Activities.Contains(call.RouteValue("activity")) == true;
        }

        if (conversation is null)
        {
            return Error(404, "ConversationNotFound", "The conversation is not there");
        }

        if (!isKnown)
        {
            return Error(404, "ActivityNotFoundInConversation", "There is nothing to reply to");
        }

        if (activity.Object("from")?.Text("id") != Options.BotId)
        {
            return Error(403, "BotNotInConversationRoster", "from is not the bot");
        }

        if (activity.Text("type") == "message" && activity.Text("text").Length == 0 && !activity.Has("attachments"))
        {
            return Error(400, "BadArgument", "The message is empty");
        }

        var id = NewId("said");
        See(route, conversation.User ?? call.RouteValue("conversation"), conversation.User is null, activity, id);
        return Answer.Json(new JsonObject { ["id"] = id });
    }

    private sealed record Conversation(string? User)
    {
        public HashSet<string> Activities { get; } = new(StringComparer.Ordinal);
    }
}
