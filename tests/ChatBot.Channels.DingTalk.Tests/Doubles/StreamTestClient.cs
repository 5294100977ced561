using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>A stream client of a few lines that shares nothing with the product's: opens, reads frames, acknowledges when told.</summary>
internal sealed class StreamTestClient : IDisposable
{
    public const string Robot = "/v1.0/im/bot/messages/get";
    public const string CardTopic = "/v1.0/card/instances/callback";

    private readonly ClientWebSocket _socket = new();

    private StreamTestClient()
    {
    }

    public static JsonObject OpenBody(string secret = DingTalkDemo.AppSecret, params (string Type, string Topic)[] subscriptions) => new()
    {
        ["clientId"] = DingTalkDemo.AppKey,
        ["clientSecret"] = secret,
        ["ua"] = "test-client/1",
        ["subscriptions"] = new JsonArray([.. subscriptions.Select(s => new JsonObject { ["type"] = s.Type, ["topic"] = s.Topic })]),
    };

    public static async Task<HttpResponseMessage> OpenAsync(HttpClient http, JsonObject body, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1.0/gateway/connections/open") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await http.SendAsync(request);
    }

    public static async Task<(string Endpoint, string Ticket)> TicketAsync(HttpClient http, params (string Type, string Topic)[] subscriptions)
    {
        using var response = await OpenAsync(http, OpenBody(subscriptions: subscriptions));
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        return ((string)answer["endpoint"]!, (string)answer["ticket"]!);
    }

    public static async Task<StreamTestClient> ConnectAsync(HttpClient http, params (string Type, string Topic)[] subscriptions)
    {
        var (endpoint, ticket) = await TicketAsync(http, subscriptions);
        return await ConnectAsync($"{endpoint}?ticket={Uri.EscapeDataString(ticket)}");
    }

    public static async Task<StreamTestClient> ConnectAsync(string address)
    {
        var client = new StreamTestClient();
        await client._socket.ConnectAsync(new Uri(address), default);
        return client;
    }

    /// <summary>The next frame; null at the end of the connection.</summary>
    public async Task<JsonObject?> ReadAsync(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
            }
            catch (WebSocketException)
            {
                return null;
            }

            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!.AsObject();
            }
        }
    }

    /// <summary>Whether nothing comes for a while.</summary>
    public async Task<bool> IsQuietAsync(TimeSpan time)
    {
        var next = ReadAsync();
        return await Task.WhenAny(next, Task.Delay(time)) != next;
    }

    public Task AcknowledgeAsync(JsonObject frame, string data = """{"response":null}""", int code = 200) => SendAsync(new JsonObject
    {
        ["code"] = code,
        ["headers"] = new JsonObject { ["messageId"] = (string)frame["headers"]!["messageId"]!, ["contentType"] = "application/json" },
        ["message"] = "OK",
        ["data"] = data,
    });

    public Task SendAsync(JsonObject frame) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, default);

    public static JsonObject DataOf(JsonObject frame) => JsonNode.Parse((string)frame["data"]!)!.AsObject();

    public void Dispose() => _socket.Dispose();
}
