using System.Buffers;
using System.Net.WebSockets;

namespace ChatBot.Channels;

/// <summary>
/// One client WebSocket that carries text frames: one loop that reads, one writer at a time. The pings of the other side are
/// answered by the reading loop.
/// </summary>
public sealed class FrameSocket : IAsyncDisposable
{
    private const int LongestFrame = 1024 * 1024;
    private const int FirstBuffer = 16 * 1024;
    private const int ReadAtOnce = 8 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly FrameSocketTimings _timings;

    private FrameSocket(FrameSocketTimings timings)
    {
        _timings = timings;
        _socket.Options.KeepAliveInterval = timings.PingEvery;
        _socket.Options.KeepAliveTimeout = timings.PongWithin;
    }

    /// <summary>Whether the connection is open in both directions.</summary>
    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <summary>Connects.</summary>
    /// <exception cref="WebSocketException">It cannot be opened, or not in time.</exception>
    public static async Task<FrameSocket> OpenAsync(Uri address, FrameSocketTimings timings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timings);
        var opened = new FrameSocket(timings);
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

    /// <summary>Reads until the connection ends; why it ended, for the log.</summary>
    /// <param name="take">Takes a whole frame, whose memory is its own only until it returns; must not wait.</param>
    public async Task<string> ReadAsync(Action<ReadOnlyMemory<byte>> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        var frame = new ArrayBufferWriter<byte>(FirstBuffer);
        try
        {
            while (true)
            {
                if (await ReceiveAsync(frame.GetMemory(ReadAtOnce)) is not { } part)
                {
                    _socket.Abort();
                    return "silent";
                }

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync();
                    return "closed by the platform";
                }

                frame.Advance(part.Count);
                if (frame.WrittenCount > LongestFrame)
                {
                    _socket.Abort();
                    return "frame too large";
                }

                if (part.EndOfMessage)
                {
                    take(frame.WrittenMemory);
                    frame.ResetWrittenCount();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return "connection lost";
        }
    }

    /// <summary>Sends a frame; false when the connection is gone, and with it perhaps the frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellationToken">Gives up waiting for the frames before it; one that is half written cannot be taken back.</param>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).AsTask()
                .WaitAsync(_timings.WriteWithin, TimeProvider.System, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (
            e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // A socket that breaks while it writes reports a cancellation, though nobody cancelled.
            _socket.Abort();
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Says good-bye; the reading loop ends by the other side's answer, or at once when the good-bye cannot be said.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(_timings.CloseWithin, TimeProvider.System);
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

    /// <summary>Breaks the connection off.</summary>
    public void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    // The next part of a frame; null when nothing came for too long. A receive that is cancelled would break the socket anyway.
    private async ValueTask<ValueWebSocketReceiveResult?> ReceiveAsync(Memory<byte> into)
    {
        var receiving = _socket.ReceiveAsync(into, CancellationToken.None);
        if (_timings.SilentAfter is not { } patience)
        {
            return await receiving;
        }

        try
        {
            return await receiving.AsTask().WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
