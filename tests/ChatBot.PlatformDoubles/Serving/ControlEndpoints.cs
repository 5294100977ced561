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

    private static async Task WithBodyAsync(HttpContext context, Action<JsonElement> act)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            act(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(e.Message, context.RequestAborted);
            return;
        }

        await OkAsync(context);
    }

    private static Task OkAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject { ["ok"] = true }.ToJsonString(), context.RequestAborted);
    }
}
