using System.Net;
using System.Net.Sockets;
using ChatBot.Channels.WeCom.Robot;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Channels.WeCom;

/// <summary>The HTTP clients towards the server API and towards the platform's store of files.</summary>
internal static class WeComHttp
{
    public const string ClientName = "wecom";

    /// <summary>For files and for lists of people.</summary>
    public const string LargeClientName = "wecom-large";

    private const int MaxAnswerBytes = 256 * 1024;
    private const int MaxLargeAnswerBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LargeTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    public static void AddWeComHttpClient(this IServiceCollection services)
    {
        services.AddClient(ClientName, Timeout, MaxAnswerBytes, onlyPublic: false);
        services.AddClient(LargeClientName, LargeTimeout, MaxLargeAnswerBytes, onlyPublic: false);
        services.AddClient(RobotMedia.ClientName, Timeout, MaxAnswerBytes, onlyPublic: true);
    }

    private static void AddClient(this IServiceCollection services, string name, TimeSpan timeout, int maxAnswerBytes, bool onlyPublic) =>
        services.AddHttpClient(name, client =>
            {
                client.Timeout = timeout;
                client.MaxResponseContentBufferSize = maxAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry token or key to a host that nobody configured.
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = onlyPublic ? ConnectToPublicAsync : ConnectAsync,
            })

            // The standard loggers write addresses, and the addresses hold tokens and keys.
            .RemoveAllLoggers();

    // A name may lead anywhere: what a member's message names must not lead to this machine or the network around it.
    private static async ValueTask<Stream> ConnectToPublicAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (!context.DnsEndPoint.Host.Equals(context.InitialRequestMessage.RequestUri?.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            // The operator's proxy, which decides for itself where it goes.
            return await ConnectAsync(context.DnsEndPoint, cancellationToken);
        }

        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        return addresses.FirstOrDefault(WeComAddresses.IsPublic) is { } address
            ? await ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellationToken)
            : throw new SocketException((int)SocketError.AccessDenied);
    }

    private static ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, cancellationToken);

    // SocketsHttpHandler.ConnectTimeout ends like any other time-out; here it must be clear that nothing was sent, or a
    // blocked firewall would look like a message that may have arrived.
    private static async ValueTask<Stream> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
