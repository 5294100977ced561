using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatBot.PlatformDoubles.Serving;

/// <summary>Kestrel on one address, without configuration, logging or anything else from the surroundings.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, Uri baseUrl)
    {
        _app = app;
        BaseUrl = baseUrl;
    }

    public Uri BaseUrl { get; }

    public static async Task<LoopbackServer> StartAsync(IPEndPoint listenOn, Action<IEndpointRouteBuilder> map, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "platform-double" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = PlatformDouble.BodyLimit;
            kestrel.Listen(listenOn);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseWebSockets();
        map(app);
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LoopbackServer(app, new Uri(address.TrimEnd('/') + "/"));
    }

    public async ValueTask DisposeAsync()
    {
        // A test that ends must not wait for calls that a client keeps open.
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }
}
