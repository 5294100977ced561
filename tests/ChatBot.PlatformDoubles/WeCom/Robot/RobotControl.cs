using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>
/// What members do with the first smart robot of a standalone double, over HTTP: say, enter, tap; and dropping or
/// dismissing its long connection.
/// </summary>
internal sealed class RobotControl(WeComDouble platform)
{
    private readonly WeComRobotCallbackClient? _callback = platform.Options.Robots is [{ Callback: { } settings }, ..]
        ? new WeComRobotCallbackClient(settings.Url, platform, settings.Token, settings.EncodingAesKey)
        : null;

    public void Map(IEndpointRouteBuilder app)
    {
        On(app, "say", async (body, ct) =>
        {
            var (user, text, group) = (Needed(body, "user"), Needed(body, "text"), body.Text("group") is { Length: > 0 } id ? id : null);
            return _callback is null
                ? Pushed(await platform.Robot.SayAsync(user, text, group, ct))
                : Replied(await _callback.SayAndFollowAsync(user, text, group, ct));
        });
        On(app, "enter", async (body, ct) =>
        {
            var user = Needed(body, "user");
            return _callback is null
                ? Pushed(await platform.Robot.EnterChatAsync(user, ct))
                : Replied(await _callback.EnterChatAsync(user, ct));
        });
        On(app, "tap", async (body, ct) =>
        {
            var (task, button, user) = (Needed(body, "task_id"), Needed(body, "button"), Needed(body, "user"));
            var shown = platform.Received.LastOrDefault(m => m.Card?.TaskId == task) ?? throw new InvalidOperationException($"No card '{task}' was received.");
            return _callback is null
                ? Pushed(await platform.Robot.TapAsync(shown, button, user, ct: ct))
                : Replied(await _callback.TapAsync(shown, button, user, ct: ct));
        });
        On(app, "drop", async (_, ct) =>
        {
            await platform.Robot.DropAsync(ct: ct);
            return new JsonObject { ["ok"] = true };
        });
        On(app, "dismiss", async (_, ct) =>
        {
            await platform.Robot.DismissAsync(ct);
            return new JsonObject { ["ok"] = true };
        });
    }

    private static void On(IEndpointRouteBuilder app, string what, Func<JsonElement, CancellationToken, Task<JsonObject>> act) =>
        app.Map($"/_double/robot/{what}", context => RunAsync(context, act));

    private static Task RunAsync(HttpContext context, Func<JsonElement, CancellationToken, Task<JsonObject>> act) =>
        ControlEndpoints.WithBodyAsync(context, body => act(body, context.RequestAborted));

    private static JsonObject Pushed(WeComRobotDelivery? delivery) => new()
    {
        ["ok"] = true,
        ["req_id"] = delivery?.ReqId,
        ["msgid"] = delivery?.MsgId,
    };

    private static JsonObject Replied(WeComRobotReply? reply) => new()
    {
        ["ok"] = true,
        ["msgid"] = reply?.MsgId,
        ["status"] = (int?)reply?.Status,
        ["text"] = reply?.Text,
        ["response_url"] = reply?.ResponseUrl,
    };

    private static string Needed(JsonElement body, string name) =>
        body.Text(name) is { Length: > 0 } text ? text : throw new InvalidOperationException($"'{name}' is missing.");
}
