using System.Buffers;
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
    private const int MaxFrame = 1024 * 1024;
    private const int MissedPings = 2;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RobotAck>> _asked = new(StringComparer.Ordinal);
    private readonly string _account;
    private readonly RobotTimings _timings;
    private readonly ILogger _logger;
    private volatile bool _isOver;

    private RobotSocket(string account, RobotTimings timings, ILogger logger)
    {
        (_account, _timings, _logger) = (account, timings, logger);

        // The protocol has pings of its own.
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
    }

    /// <summary>Opens the WebSocket; not subscribed yet.</summary>
    /// <exception cref="WebSocketException">It cannot be opened.</exception>
    public static async Task<RobotSocket> OpenAsync(
        string account, Uri endpoint, RobotTimings timings, ILogger logger, CancellationToken cancellationToken)
    {
        var opened = new RobotSocket(account, timings, logger);
        using var limit = new CancellationTokenSource(timings.ConnectWithin, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await opened._socket.ConnectAsync(endpoint, linked.Token);
            return opened;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await opened.DisposeAsync();
            throw new WebSocketException(WebSocketError.Faulted, "no connection in time", e);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether commands can still be sent.</summary>
    public bool IsAlive => _socket.State == WebSocketState.Open && !_isOver;

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
        var reason = await ReadAllAsync(take);
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
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(_timings.AckWithin, TimeProvider.System);
        try
        {
            await _writing.WaitAsync(limit.Token);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
                }
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            _socket.Abort();
        }
    }

    /// <summary>Breaks it off.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<RobotAck> AskAsync<T>(string reqId, T frame, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var coming = new TaskCompletionSource<RobotAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_asked.TryAdd(reqId, coming))
        {
            throw new InvalidOperationException("Another command for the same request is under way.");
        }

        try
        {
            if (!await WriteAsync(JsonSerializer.SerializeToUtf8Bytes(frame, type), cancellationToken))
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

    private async Task<bool> WriteAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // A frame that is half written cannot be taken back: it is not given up because one caller does.
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
                .WaitAsync(_timings.AckWithin, TimeProvider.System, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (
            e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // A socket that breaks while it writes says "cancelled", though nobody cancelled.
            _socket.Abort();
            return false;
        }
        finally
        {
            _writing.Release();
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

    private async Task<string> ReadAllAsync(Action<RobotPush> take)
    {
        var frame = new ArrayBufferWriter<byte>(16 * 1024);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(frame.GetMemory(8 * 1024), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync();
                    return "closed by the platform";
                }

                frame.Advance(part.Count);
                if (frame.WrittenCount > MaxFrame)
                {
                    _socket.Abort();
                    return "frame too large";
                }

                if (part.EndOfMessage)
                {
                    TakeIn(frame, take);
                    frame.ResetWrittenCount();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return "connection lost";
        }
    }

    private void TakeIn(ArrayBufferWriter<byte> frame, Action<RobotPush> take)
    {
        // Raw control characters are not JSON, and the platform has sent them; no byte of a longer UTF-8 character is below 0x20.
        var bytes = frame.WrittenMemory.ToArray();
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
