using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Stream;

/// <summary>The way into stream mode: an endpoint with a ticket, then the WebSocket (developerpedia, stream protocol).</summary>
internal sealed class DingTalkGateway(DingTalkDouble platform, IReadOnlyList<DingTalkStream> streams)
{
    public const string ConnectPath = "/connect";

    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OpenConnectionResponse/>";
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(90);
    private readonly ConcurrentDictionary<string, StreamTicket> _tickets = new();

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/v1.0/gateway/connections/open", DingTalkRoutes.StreamOpen, (call, _) => Task.FromResult(Open(call)));
        foreach (var route in (string[])[DingTalkRoutes.StreamConnect, DingTalkRoutes.StreamRobot, DingTalkRoutes.StreamEvent, DingTalkRoutes.StreamCard])
        {
            platform.Announce(route);
        }

        app.Map(ConnectPath, ConnectAsync);
    }

    private Answer Open(ApiCall call)
    {
        var body = call.RequireNewBody();
        var app = platform.AppOf(body.Text("clientId"), body.Text("clientSecret"))
            ?? throw DingTalkErrors.RefuseNew(401, "authFailed", "鉴权失败");
        if (body.List("subscriptions") is not { Count: > 0 } asked)
        {
            throw DingTalkErrors.RefuseNew(400, "param.error", "subscriptions");
        }

        var subscriptions = asked.Select(s => (Type: s.Text("type"), Topic: s.Text("topic"))).ToList();
        if (subscriptions.FirstOrDefault(s => !IsKnown(s.Type, s.Topic)) is { Type: not null } unknown)
        {
            throw DingTalkErrors.RefuseNew(400, "param.error", $"subscriptions: {unknown.Type} {unknown.Topic}");
        }

        // Whoever does not ask for JSON gets XML, which no SDK reads.
        if (!call.Header("Accept").Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return new Answer(200, "application/xml; charset=UTF-8", System.Text.Encoding.UTF8.GetBytes(Xml));
        }

        var ticket = NewTicket();
        _tickets[ticket] = new StreamTicket(app, subscriptions, body.Text("ua"), call.Now + TicketLife);
        return Answer.Json(new JsonObject { ["endpoint"] = platform.StreamEndpoint.AbsoluteUri, ["ticket"] = ticket });
    }

    private static bool IsKnown(string type, string topic) => type switch
    {
        "EVENT" => topic == "*",
        "CALLBACK" => topic.StartsWith("/v1.0/", StringComparison.Ordinal),
        _ => false,
    };

    private async Task ConnectAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var failure = platform.Begin(DingTalkRoutes.StreamConnect);
        if (platform.DelayOf(DingTalkRoutes.StreamConnect) is { Ticks: > 0 } delay)
        {
            await Task.Delay(delay, TimeProvider.System, stop.Token);
        }

        if (failure is { Cut: true })
        {
            context.Abort();
            return;
        }

        var ticket = Redeem(context.Request.QueryString.Value ?? "");
        if (failure is not null || ticket is null || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = failure is not null ? (int)failure.Status
                : ticket is null ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await streams.First(s => s.App == ticket.App).RunAsync(socket, context.Abort, ticket, stop);
    }

    /// <summary>Finds the ticket in the query as it came and uses it up; it stands there escaped or raw, so a + is no blank.</summary>
    private StreamTicket? Redeem(string query)
    {
        var raw = query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("ticket=", StringComparison.Ordinal)) ?? "ticket=";
        return _tickets.TryRemove(Uri.UnescapeDataString(raw["ticket=".Length..]), out var ticket) && platform.Clock.GetUtcNow() < ticket.Ends
            ? ticket
            : null;
    }

    /// <summary>Always with the three characters that escaping can spoil.</summary>
    private static string NewTicket()
    {
        while (true)
        {
            var ticket = Convert.ToBase64String(RandomNumberGenerator.GetBytes(46));
            if (ticket.Contains('+') && ticket.Contains('/'))
            {
                return ticket;
            }
        }
    }
}
