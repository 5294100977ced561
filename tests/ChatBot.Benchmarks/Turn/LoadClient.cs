using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatBot.Benchmarks.Turn;

/// <summary>One kept-alive connection that sends a ready request and reads the answer; as little work as can be.</summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[32 * 1024];

    private LoadClient(Socket socket) => _socket = socket;

    public static async Task<LoadClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        return new LoadClient(socket);
    }

    /// <summary>Sends one request; the body of the answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 200, or it has no length.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        var read = 0;
        while (true)
        {
            var some = await _socket.ReceiveAsync(_buffer.AsMemory(read), cancellationToken);
            if (some == 0)
            {
                throw new InvalidOperationException("The server hung up.");
            }

            read += some;
            var head = _buffer.AsSpan(0, read).IndexOf(EndOfHead);
            if (head < 0)
            {
                continue;
            }

            var length = LengthOf(_buffer.AsSpan(0, head));
            var end = head + EndOfHead.Length + length;
            if (read >= end)
            {
                return _buffer.AsMemory(head + EndOfHead.Length, length);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException($"Answered {Encoding.ASCII.GetString(head[..Math.Min(head.Length, 40)])}.");
        }

        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
        {
            throw new InvalidOperationException("The answer has no length.");
        }

        var digits = head[(at + name.Length)..];
        var end = digits.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? digits : digits[..end], System.Globalization.CultureInfo.InvariantCulture);
    }
}
