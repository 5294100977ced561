using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>One connection of the stream: frames come in and are acknowledged on the connection they came from.</summary>
internal sealed class StreamConnection : IAsyncDisposable
{
    private readonly FrameSocket _socket;
    private readonly string _account;
    private readonly ILogger _logger;

    private StreamConnection(FrameSocket socket, string account, ILogger logger) =>
        (_socket, _account, _logger) = (socket, account, logger);

    /// <summary>Connects with a fresh ticket.</summary>
    /// <exception cref="WebSocketException">It cannot be opened.</exception>
    public static async Task<StreamConnection> OpenAsync(
        string account, Uri address, StreamTimings timings, ILogger logger, CancellationToken cancellationToken)
    {
        var waits = new FrameSocketTimings
        {
            ConnectWithin = timings.ConnectWithin,
            WriteWithin = timings.ConnectWithin,
            CloseWithin = timings.KeepAliveWithin,
            SilentAfter = timings.SilentAfter,
            PingEvery = timings.KeepAlive,
            PongWithin = timings.KeepAliveWithin,
        };
        return new StreamConnection(await FrameSocket.OpenAsync(address, waits, cancellationToken), account, logger);
    }

    /// <summary>Reads until the connection ends; why it ended.</summary>
    /// <param name="take">Takes a frame; must not wait for turns.</param>
    public Task<string> RunAsync(Action<StreamFrame> take) => _socket.ReadAsync(bytes =>
    {
        if (Read(bytes.Span) is { } frame)
        {
            take(frame);
        }
    });

    /// <summary>Sends an acknowledgement; false when the connection is gone, and the platform will push the frame again or not.</summary>
    public Task<bool> AcknowledgeAsync(StreamAck acknowledgement) =>
        _socket.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(acknowledgement, StreamJson.Outgoing.StreamAck), CancellationToken.None);

    /// <summary>Says good-bye.</summary>
    public Task CloseAsync() => _socket.CloseAsync();

    /// <summary>Breaks it off.</summary>
    public void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _socket.DisposeAsync();

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
