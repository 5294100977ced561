using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>One WebSocket: a loop that reads, one writer at a time. Frames are acknowledged on the connection they came from.</summary>
internal sealed class StreamConnection : IAsyncDisposable
{
    private const int MaxFrame = 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly StreamTimings _timings;
    private readonly string _account;
    private readonly ILogger _logger;

    private StreamConnection(string account, StreamTimings timings, ILogger logger)
    {
        (_account, _timings, _logger) = (account, timings, logger);
        _socket.Options.KeepAliveInterval = timings.KeepAlive;
        _socket.Options.KeepAliveTimeout = timings.KeepAliveWithin;
    }

    /// <summary>Connects with a fresh ticket.</summary>
    /// <exception cref="WebSocketException">It cannot be opened.</exception>
    public static async Task<StreamConnection> OpenAsync(
        string account, Uri address, StreamTimings timings, ILogger logger, CancellationToken cancellationToken)
    {
        var opened = new StreamConnection(account, timings, logger);
        using var limit = new CancellationTokenSource(timings.ConnectWithin, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await opened._socket.ConnectAsync(address, linked.Token);
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

    /// <summary>Reads until the connection ends; why it ended.</summary>
    /// <param name="take">Takes a frame; must not wait for turns.</param>
    public async Task<string> RunAsync(Action<StreamFrame> take)
    {
        var bytes = new ArrayBufferWriter<byte>(16 * 1024);
        try
        {
            while (true)
            {
                var part = await ReceiveAsync(bytes.GetMemory(8 * 1024));
                if (part is not { } received)
                {
                    _socket.Abort();
                    return "silent";
                }

                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync();
                    return "closed by the platform";
                }

                bytes.Advance(received.Count);
                if (bytes.WrittenCount > MaxFrame)
                {
                    _socket.Abort();
                    return "frame too large";
                }

                if (received.EndOfMessage)
                {
                    if (Read(bytes.WrittenSpan) is { } frame)
                    {
                        take(frame);
                    }

                    bytes.ResetWrittenCount();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return "connection lost";
        }
    }

    /// <summary>Sends an acknowledgement; false when the connection is gone, and the platform will push the frame again or not.</summary>
    public async Task<bool> AcknowledgeAsync(StreamAck acknowledgement)
    {
        var frame = JsonSerializer.SerializeToUtf8Bytes(acknowledgement, StreamJson.Outgoing.StreamAck);
        await _writing.WaitAsync();
        try
        {
            // A frame that is half written cannot be taken back.
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
                .WaitAsync(_timings.ConnectWithin, TimeProvider.System);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or TimeoutException)
        {
            _socket.Abort();
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Says good-bye.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(_timings.KeepAliveWithin, TimeProvider.System);
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

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The next part; null when nothing came for too long. A receive that is cancelled would break the socket anyway.</summary>
    private async ValueTask<ValueWebSocketReceiveResult?> ReceiveAsync(Memory<byte> into)
    {
        try
        {
            return await _socket.ReceiveAsync(into, CancellationToken.None).AsTask().WaitAsync(_timings.SilentAfter, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private StreamFrame? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, StreamJson.Default.StreamFrame);
        }
        catch (JsonException)
        {
            Log.FrameMalformed(_logger, _account);
            return null;
        }
    }
}
