using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>
/// What members do with the main robot of a standalone double, over HTTP: say, tap; what the organisation tells, the ends
/// of stream connections, what a person sees of a card and what was counted.
/// </summary>
internal sealed class DingTalkControl(DingTalkDouble platform) : IDisposable
{
    private readonly DingTalkCallbackClient? _callback = platform.Options.CallbackUrl is { } url
        ? new DingTalkCallbackClient(url, platform.Options.AppKey, platform.Options.AppSecret, platform.Options.RobotCode, platform)
        : null;

    public void Map(IEndpointRouteBuilder app)
    {
        On(app, "robot/say", SayAsync);
        On(app, "robot/tap", TapAsync);
        On(app, "robot/tell", async (body, ct) => Pushed(await platform.Stream.TellAsync(
            new DingTalkEvent(Needed(body, "type"), body.Object("data") is { } data ? JsonObject.Create(data)! : []), ct)));
        On(app, "robot/drop", async (_, ct) =>
        {
            await platform.Stream.DropAsync(ct: ct);
            return new JsonObject { ["ok"] = true };
        });
        On(app, "robot/disconnect", async (_, ct) =>
        {
            await platform.Stream.DisconnectAsync(ct: ct);
            return new JsonObject { ["ok"] = true };
        });
        On(app, "card", (body, _) => Task.FromResult(Card(platform.CardFor(Needed(body, "task_id"), Needed(body, "user")))));
        app.Map("/_double/quota", context => context.Response.WriteAsync(platform.Quota.ToTable() + "\n", context.RequestAborted));
    }

    public void Dispose() => _callback?.Dispose();

    private async Task<JsonObject> SayAsync(JsonElement body, CancellationToken ct)
    {
        var (user, text, group) = (Needed(body, "user"), Needed(body, "text"), body.Text("group") is { Length: > 0 } id ? id : null);
        var nick = body.Text("nick") is { Length: > 0 } given ? given : platform.NameOf(user);
        return _callback is null
            ? Pushed(await platform.SayAsync(user, nick, text, group, ct))
            : Replied(await _callback.SendTextAsync(user, nick, text, group, group is not null, ct: ct));
    }

    private async Task<JsonObject> TapAsync(JsonElement body, CancellationToken ct)
    {
        var (task, button, user) = (body.Text("task_id"), Needed(body, "button"), Needed(body, "user"));
        var shown = platform.Received.LastOrDefault(m => m.Card is { } card && (task.Length > 0
                ? card.TaskId == task
                : card.Buttons.Any(b => b.Key == button || b.Label == button)))
            ?? throw new InvalidOperationException("No such card was received.");
        return _callback is null || shown.Card!.TaskId.Length > 0
            ? Pushed(await platform.TapAsync(shown, button, user, ct))
            : Replied(await _callback.TapAsync(shown, button, user, ct));
    }

    private static void On(IEndpointRouteBuilder app, string what, Func<JsonElement, CancellationToken, Task<JsonObject>> act) =>
        app.Map($"/_double/{what}", context => RunAsync(context, act));

    private static Task RunAsync(HttpContext context, Func<JsonElement, CancellationToken, Task<JsonObject>> act) =>
        ControlEndpoints.WithBodyAsync(context, body => act(body, context.RequestAborted));

    private static JsonObject Pushed(DingTalkDelivery delivery) => new()
    {
        ["ok"] = true,
        ["message_id"] = delivery.MessageId,
        ["lost"] = delivery.IsLost,
    };

    private static JsonObject Replied(DingTalkCallbackReply reply) => new()
    {
        ["ok"] = true,
        ["status"] = (int)reply.Status,
        ["text"] = string.Join('\n', reply.Messages.Select(m => m.Text)),
    };

    private static JsonObject Card(DingTalkCardView? view) => new()
    {
        ["ok"] = view is not null,
        ["text"] = view?.Card.Text,
        ["values"] = view is null ? null : new JsonObject([.. view.Values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))]),
    };

    private static string Needed(JsonElement body, string name) =>
        body.Text(name) is { Length: > 0 } text ? text : throw new InvalidOperationException($"'{name}' is missing.");
}
