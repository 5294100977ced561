using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.Serving;

/// <summary>Switches of a standalone double over HTTP, for drivers in other processes; off unless the options ask for it.</summary>
internal static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder app, PlatformDouble platform)
    {
        app.Map("/_double/received", context =>
        {
            var lines = string.Concat(platform.Received.Select(m => m.ToJsonLine() + "\n"));
            context.Response.ContentType = "application/x-ndjson; charset=utf-8";
            return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(lines), context.RequestAborted).AsTask();
        });
        app.Map("/_double/clear", context =>
        {
            platform.Clear();
            return OkAsync(context);
        });
        app.Map("/_double/fail", context => WithBodyAsync(context, body =>
        {
            var count = (int)(body.Integer("count") ?? 1);
            var failure = body.Integer("errcode") is { } number ? Failure.Errcode((int)number)
                : body.Text("code") is { Length: > 0 } code ? Failure.Dotted((HttpStatusCode)(body.Integer("status") ?? 400), code)
                : Failure.Http((HttpStatusCode)(body.Integer("status") ?? 503));
            platform.FailNext(body.Text("route"), failure, count);
        }));
        app.Map("/_double/clock", context => WithBodyAsync(context, body =>
        {
            var clock = platform.Clock as ShiftedClock ?? throw new InvalidOperationException("This double's clock cannot be set.");
            clock.Set(DateTimeOffset.Parse(body.Text("now"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        }));
    }

    private static Task WithBodyAsync(HttpContext context, Action<JsonElement> act) => WithBodyAsync(context, body =>
    {
        act(body);
        return Task.FromResult(new JsonObject { ["ok"] = true });
    });

    /// <summary>Runs a switch with the request's JSON and answers with its result; what it cannot take gives 400 with the reason.</summary>
    public static async Task WithBodyAsync(HttpContext context, Func<JsonElement, Task<JsonObject>> act)
    {
        JsonObject outcome;
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            outcome = await act(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException
            or TimeoutException or WeComCipherException or HttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(e.Message, context.RequestAborted);
            return;
        }

        await AnswerAsync(context, outcome);
    }

    private static Task OkAsync(HttpContext context) => AnswerAsync(context, new JsonObject { ["ok"] = true });

    private static Task AnswerAsync(HttpContext context, JsonObject outcome)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(outcome.ToJsonString(), context.RequestAborted);
    }
}
