using System.Net;
using System.Net.Sockets;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>A port that nobody should call.</summary>
internal sealed class HttpTrap : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HttpTrap() => _listener.Start();

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Whether somebody knocked.</summary>
    public bool WasCalled => _listener.Pending();

    public void Dispose() => _listener.Dispose();
}
