using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.Serving;

/// <summary>A WebSocket at a double: JSON in text frames, one writer at a time.</summary>
internal class FrameSocket(WebSocket socket, Action abort) : IDisposable
{
    /// <summary>What is larger ends the connection.</summary>
    private const int LargestFrame = 1 << 20;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Reads one text frame; null when the other side closed, broke off or sent what is no text frame.</summary>
    public async Task<string?> ReadAsync(CancellationToken ct)
    {
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), ct);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync(WebSocketCloseStatus.NormalClosure, "", ct);
                    return null;
                }

                if (part.MessageType == WebSocketMessageType.Binary || frame.Length + part.Count > LargestFrame)
                {
                    var why = part.MessageType == WebSocketMessageType.Binary ? WebSocketCloseStatus.InvalidMessageType : WebSocketCloseStatus.MessageTooBig;
                    await CloseAsync(why, "", ct);
                    return null;
                }

                frame.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    return Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Sends a frame; false when the connection is gone.</summary>
    public Task<bool> SendAsync(JsonObject frame, CancellationToken ct) => SendAsync(frame.ToJsonString(Plain), ct);

    /// <inheritdoc cref="SendAsync(JsonObject, CancellationToken)"/>
    public Task<bool> SendAsync(string text, CancellationToken ct) => WriteAsync(
        () => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, ct), ct);

    /// <summary>Sends the first half of a frame and breaks the connection off.</summary>
    public async Task BreakInsideAsync(JsonObject frame, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(frame.ToJsonString(Plain));
        await WriteAsync(() => socket.SendAsync(bytes[..(bytes.Length / 2)], WebSocketMessageType.Text, endOfMessage: false, ct), ct);
        Abort();
    }

    /// <summary>Breaks the TCP connection off without a closing frame.</summary>
    public void Abort() => abort();

    /// <summary>Says good-bye in the protocol's way; the other side closes in turn.</summary>
    public Task CloseAsync(WebSocketCloseStatus why, string text, CancellationToken ct) => WriteAsync(
        () => socket.State is WebSocketState.Open or WebSocketState.CloseReceived ? socket.CloseOutputAsync(why, text, ct) : Task.CompletedTask, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        _writing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes when nobody else does; false when the connection is gone or disposed, also by its own reader meanwhile.</summary>
    private async Task<bool> WriteAsync(Func<Task> write, CancellationToken ct)
    {
        try
        {
            await _writing.WaitAsync(ct);
            try
            {
                await write();
                return true;
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
