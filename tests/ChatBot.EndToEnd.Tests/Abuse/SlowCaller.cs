using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatBot.EndToEnd.Tests.Abuse;

/// <summary>A connection that says as little as it can, or as much.</summary>
internal sealed class SlowCaller : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private SlowCaller()
    {
    }

    /// <summary>Connects and sends the beginning of a request.</summary>
    public static async Task<SlowCaller> BeginAsync(Uri server, string beginning, CancellationToken cancellationToken)
    {
        var caller = new SlowCaller();
        await caller._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken);
        await caller._socket.SendAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
        return caller;
    }

    /// <summary>Sends on; false when the server has hung up.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += await _socket.SendAsync(bytes[sent..], cancellationToken);
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>What the server says until it hangs up; null when it does not hang up while there is time.</summary>
    public async Task<string?> UntilClosedAsync(CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
            {
                said.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // Cut off, which is an end as well.
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return said.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
