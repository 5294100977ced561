using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>The long-connection endpoint (page 101463): takes frames in, runs the command, answers with the same req_id.</summary>
internal sealed class RobotSockets(WeComDouble platform, IReadOnlyList<WeComRobotChats> robots)
{
    public const string Path = "/aibot/ws";

    private static readonly Dictionary<string, string> Routes = new()
    {
        ["aibot_subscribe"] = WeComRoutes.RobotSubscribe,
        ["ping"] = WeComRoutes.RobotPing,
        ["aibot_respond_msg"] = WeComRoutes.RobotReply,
        ["aibot_respond_welcome_msg"] = WeComRoutes.RobotWelcome,
        ["aibot_respond_update_msg"] = WeComRoutes.RobotUpdate,
        ["aibot_send_msg"] = WeComRoutes.RobotSend,
        ["aibot_upload_media_init"] = WeComRoutes.RobotUpload,
        ["aibot_upload_media_chunk"] = WeComRoutes.RobotUpload,
        ["aibot_upload_media_finish"] = WeComRoutes.RobotUpload,
    };

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Announce(WeComRoutes.RobotConnect);
        foreach (var route in Routes.Values)
        {
            platform.Announce(route);
        }

        app.Map(Path, AcceptAsync);
    }

    private async Task AcceptAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var failure = platform.Begin(WeComRoutes.RobotConnect);
        if (!context.WebSockets.IsWebSocketRequest || failure is { Cut: false })
        {
            context.Response.StatusCode = failure is { Cut: false } ? (int)failure.Status : StatusCodes.Status400BadRequest;
            return;
        }

        if (failure is not null)
        {
            context.Abort();
            return;
        }

        if (platform.DelayOf(WeComRoutes.RobotConnect) is { Ticks: > 0 } delay)
        {
            await Task.Delay(delay, TimeProvider.System, stop.Token);
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var connection = new RobotConnection(socket, context.Abort);
        try
        {
            while (await connection.ReadAsync(stop.Token) is { } text)
            {
                await TakeInAsync(connection, text, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The bot went, or the double ends, while an answer was delayed.
        }

        connection.Robot?.Lost(connection);
        await stop.CancelAsync();
        await connection.FinishAsync();
        connection.Abort();
    }

    private async Task TakeInAsync(RobotConnection connection, string text, CancellationToken ct)
    {
        var now = platform.Clock.GetUtcNow();
        if (!TryParse(text, out var frame))
        {
            await connection.SendAsync(Answer("", RobotRefusal.Body(RobotRefusal.BadJson, null, now)), ct);
            return;
        }

        var reqId = (frame.Object("headers") ?? default).Text("req_id");
        if (!Routes.TryGetValue(frame.Text("cmd"), out var route) || reqId.Length == 0)
        {
            await connection.SendAsync(Answer(reqId, RobotRefusal.Body(RobotRefusal.BadParameter, "cmd or headers.req_id is invalid", now)), ct);
            return;
        }

        var failure = platform.Begin(route);
        if (failure is { AfterEffect: false })
        {
            await MisbehaveAsync(connection, failure, reqId, now, ct);
            return;
        }

        JsonObject answer;
        WeComRobotChats? joined = null;
        try
        {
            joined = route == WeComRoutes.RobotSubscribe ? Credentials(frame) : null;
            var body = joined is null ? Run(connection, frame, reqId, now) : null;
            answer = Answer(reqId, RobotRefusal.Body(0, null, now), body);
        }
        catch (RobotRefusal refusal)
        {
            answer = Answer(reqId, RobotRefusal.Body(refusal.Code, refusal.Detail, now));
        }

        if (failure is { Silent: false })
        {
            connection.Abort();
            return;
        }

        if (failure is null)
        {
            await AnswerAsync(connection, answer, platform.DelayOf(route), isFirst: joined is not null, ct);
        }

        // Only now: no callback may come before the answer to the subscription.
        if (joined is not null)
        {
            connection.Robot?.Lost(connection);
            await joined.SubscribeAsync(connection, ct);
        }
    }

    private WeComRobotChats Credentials(JsonElement frame)
    {
        var body = frame.Object("body") ?? default;
        return robots.FirstOrDefault(r => r.BotId == body.Text("bot_id") && r.Opens(body.Text("secret")))
            ?? throw new RobotRefusal(RobotRefusal.BadCredentials);
    }

    private static JsonObject? Run(RobotConnection connection, JsonElement frame, string reqId, DateTimeOffset now) =>
        connection.Robot is { } subscribed && subscribed.IsLive(connection)
            ? subscribed.Run(frame.Text("cmd"), reqId, frame.Object("body") ?? default, now)
            : throw new RobotRefusal(RobotRefusal.NotSubscribed);

    private static async Task AnswerAsync(RobotConnection connection, JsonObject answer, TimeSpan after, bool isFirst, CancellationToken ct)
    {
        if (after > TimeSpan.Zero && !isFirst)
        {
            connection.SendLater(answer, after, ct);
            return;
        }

        if (after > TimeSpan.Zero)
        {
            await Task.Delay(after, TimeProvider.System, ct);
        }

        await connection.SendAsync(answer, ct);
    }

    private static async Task MisbehaveAsync(RobotConnection connection, Failure failure, string reqId, DateTimeOffset now, CancellationToken ct)
    {
        if (failure.Body is { } garbage)
        {
            await connection.SendAsync(garbage, ct);
        }
        else if (failure.Number is { } number)
        {
            await connection.SendAsync(Answer(reqId, RobotRefusal.Body(number, null, now)), ct);
        }
        else
        {
            connection.Abort();
        }
    }

    private static JsonObject Answer(string reqId, JsonObject outcome, JsonObject? body = null)
    {
        var answer = new JsonObject { ["headers"] = new JsonObject { ["req_id"] = reqId } };
        foreach (var (name, value) in outcome)
        {
            answer[name] = value?.DeepClone();
        }

        if (body is not null)
        {
            answer["body"] = body;
        }

        return answer;
    }

    private static bool TryParse(string text, out JsonElement frame)
    {
        frame = default;
        try
        {
            using var document = JsonDocument.Parse(text);
            frame = document.RootElement.Clone();
            return frame.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
