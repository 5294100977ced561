using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;

namespace ChatBot.Channels.WeCom.Tests.Doubles.Robot;

/// <summary>The plainest possible bot: a WebSocket, frames as they are, nothing of the product.</summary>
internal sealed class RobotWire : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonObject> _callbacks = [];
    private int _lastRequest;

    public WebSocketState State => _socket.State;

    public static async Task<RobotWire> OpenAsync(WeComDouble platform, bool subscribe = true)
    {
        var wire = new RobotWire();
        await wire._socket.ConnectAsync(platform.RobotEndpoint, CancellationToken.None).WaitAsync(Limit);
        if (subscribe)
        {
            var answer = await wire.AskAsync("aibot_subscribe", new JsonObject { ["bot_id"] = WeComDemo.BotId, ["secret"] = WeComDemo.RobotSecret });
            Xunit.Assert.Equal(0, (int)answer["errcode"]!);
        }

        return wire;
    }

    /// <summary>Sends a command and waits for its answer; callbacks that come in between are kept.</summary>
    public async Task<JsonObject> AskAsync(string cmd, JsonObject? body = null, string? reqId = null)
    {
        var id = reqId ?? $"{cmd}_{++_lastRequest}";
        await SendAsync(cmd, body, id);
        while (true)
        {
            var frame = await ReadAsync();
            if (frame["cmd"] is not null)
            {
                _callbacks.Enqueue(frame);
            }
            else if ((string?)frame["headers"]!["req_id"] == id)
            {
                return frame;
            }
        }
    }

    /// <summary>errcode of a command.</summary>
    public async Task<int> CodeAsync(string cmd, string body, string? reqId = null) =>
        (int)(await AskAsync(cmd, (JsonObject)JsonNode.Parse(body)!, reqId))["errcode"]!;

    public async Task<JsonObject> NextCallbackAsync() => _callbacks.TryDequeue(out var kept) ? kept : await ReadAsync();

    public async Task SendAsync(string cmd, JsonObject? body, string reqId)
    {
        var frame = new JsonObject { ["cmd"] = cmd, ["headers"] = new JsonObject { ["req_id"] = reqId } };
        if (body is not null)
        {
            frame["body"] = body;
        }

        await SendTextAsync(frame.ToJsonString());
    }

    public Task SendTextAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(Limit);

    /// <summary>The next frame.</summary>
    /// <exception cref="WebSocketException">The connection ended, perhaps inside a frame.</exception>
    public async Task<JsonObject> ReadAsync()
    {
        using var frame = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Limit);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (JsonObject)JsonNode.Parse(frame.ToArray())!;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
