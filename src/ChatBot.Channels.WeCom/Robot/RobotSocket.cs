using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>What the platform pushes: the callback and what its answer is told by.</summary>
internal readonly record struct RobotPush(string Cmd, string ReqId, JsonElement Body);

/// <summary>
/// One WebSocket of a robot (page 101463): one loop that reads, one writer at a time, answers found again by their req_id.
/// The platform's WebSocket pings are answered by the reading loop itself.
/// </summary>
internal sealed class RobotSocket : IAsyncDisposable
{
    private const int MissedPings = 2;

    private readonly FrameSocket _socket;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RobotAck>> _asked = new(StringComparer.Ordinal);
    private readonly string _account;
    private readonly RobotTimings _timings;
    private readonly ILogger _logger;
    private volatile bool _isOver;

    private RobotSocket(FrameSocket socket, string account, RobotTimings timings, ILogger logger) =>
        (_socket, _account, _timings, _logger) = (socket, account, timings, logger);

    /// <summary>Opens the WebSocket; not subscribed yet.</summary>
    /// <exception cref="WebSocketException">It cannot be opened.</exception>
    public static async Task<RobotSocket> OpenAsync(
        string account, Uri endpoint, RobotTimings timings, ILogger logger, CancellationToken cancellationToken)
    {
        // The protocol has pings of its own.
        var waits = new FrameSocketTimings { ConnectWithin = timings.ConnectWithin, WriteWithin = timings.AckWithin, CloseWithin = timings.AckWithin };
        return new RobotSocket(await FrameSocket.OpenAsync(endpoint, waits, cancellationToken), account, timings, logger);
    }

    /// <summary>Whether commands can still be sent.</summary>
    public bool IsAlive => _socket.IsOpen && !_isOver;

    /// <summary>A new req_id, in the form of the platform's own client.</summary>
    public static string NewReqId(string cmd) =>
        $"{cmd}_{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>Says who the bot is; only after errcode 0 the connection is worth anything.</summary>
    public Task<RobotAck> SubscribeAsync(WeComRobotOptions robot, CancellationToken cancellationToken)
    {
        var reqId = NewReqId("aibot_subscribe");
        var frame = new RobotSubscribeFrame("aibot_subscribe", new RobotHeaders(reqId), new RobotCredentials(robot.BotId, robot.Secret));
        return AskAsync(reqId, frame, RobotJson.Wire.RobotSubscribeFrame, cancellationToken);
    }

    /// <summary>Sends a command and waits for its answer. One command at a time may be under way for a req_id.</summary>
    public Task<RobotAck> AskAsync(string cmd, string reqId, RobotBody? body, CancellationToken cancellationToken) =>
        AskAsync(reqId, new RobotFrame(cmd, new RobotHeaders(reqId), body), RobotJson.Wire.RobotFrame, cancellationToken);

    /// <summary>Reads until the connection ends, and pings meanwhile; why it ended.</summary>
    /// <param name="take">Takes what the platform pushes; must not wait for turns.</param>
    public async Task<string> RunAsync(Action<RobotPush> take)
    {
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(ended.Token);
        var reason = await _socket.ReadAsync(frame => TakeIn(frame, take));
        await ended.CancelAsync();
        var silent = await beating;
        _isOver = true;
        foreach (var coming in _asked.Values)
        {
            coming.TrySetResult(RobotAck.Lost("connection-lost"));
        }

        return silent ?? reason;
    }

    /// <summary>Says good-bye; the reading loop ends by the platform's answer, or at once when there is none.</summary>
    public Task CloseAsync() => _socket.CloseAsync();

    /// <summary>Breaks it off.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private async Task<RobotAck> AskAsync<T>(string reqId, T frame, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var coming = new TaskCompletionSource<RobotAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_asked.TryAdd(reqId, coming))
        {
            throw new InvalidOperationException("Another command for the same request is under way.");
        }

        try
        {
            if (!await _socket.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(frame, type), cancellationToken))
            {
                return RobotAck.NotConnected;
            }

            return await coming.Task.WaitAsync(_timings.AckWithin, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            return RobotAck.Lost("ack-timeout");
        }
        finally
        {
            _asked.TryRemove(reqId, out _);
        }
    }

    /// <summary>Pings until the connection ends; a reason when it was broken off because nobody answered.</summary>
    private async Task<string?> BeatAsync(CancellationToken ended)
    {
        try
        {
            for (var missed = 0; ;)
            {
                await Task.Delay(_timings.PingEvery, TimeProvider.System, ended);
                var ack = await AskAsync("ping", NewReqId("ping"), body: null, ended);
                missed = ack.Code is null ? missed + 1 : 0;
                if (missed >= MissedPings || ack.Code == RobotAck.NotSubscribed)
                {
                    _socket.Abort();
                    return ack.Code is null ? "pings unanswered" : "no longer subscribed";
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void TakeIn(ReadOnlyMemory<byte> frame, Action<RobotPush> take)
    {
        // Raw control characters are not JSON, and the platform has sent them; no byte of a longer UTF-8 character is below 0x20.
        var bytes = frame.ToArray();
        foreach (ref var b in bytes.AsSpan())
        {
            b = b < 0x20 ? (byte)' ' : b;
        }

        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            json = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            _logger.FrameMalformed(_account, "no JSON");
            return;
        }

        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("headers", out var headers)
            || headers.ValueKind != JsonValueKind.Object
            || !headers.TryGetProperty("req_id", out var id)
            || id.ValueKind != JsonValueKind.String)
        {
            _logger.FrameMalformed(_account, "no req_id");
            return;
        }

        var reqId = id.GetString()!;
        if (json.TryGetProperty("cmd", out var cmd) && cmd.ValueKind == JsonValueKind.String && cmd.GetString() is { Length: > 0 } name)
        {
            take(new RobotPush(name, reqId, json.TryGetProperty("body", out var body) ? body : default));
        }
        else if (!json.TryGetProperty("errcode", out var code) || !code.TryGetCode(out var number))
        {
            _logger.FrameMalformed(_account, "neither cmd nor errcode");
        }
        else if (!_asked.TryGetValue(reqId, out var coming) || !coming.TrySetResult(RobotAck.Answered(number)))
        {
            _logger.LateAck(_account, reqId);
        }
    }
}

/// <summary>Small help with JSON.</summary>
internal static class RobotNumbers
{
    /// <summary>A whole number, if it is one.</summary>
    public static bool TryGetCode(this JsonElement value, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
    }
}
