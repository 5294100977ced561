namespace ChatBot.Benchmarks.Messages;

/// <summary>The client's connector: takes whatever is said, and counts it.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private static readonly byte[] Taken = "{\"id\":\"1\"}"u8.ToArray();
    private readonly WebApplication _app;
    private int _count;

    private Connector(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>How much was said.</summary>
    public int Count => Volatile.Read(ref _count);

    public static async Task<Connector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new Connector(builder.Build());
        connector._app.Run(connector.TakeAsync);
        await connector._app.StartAsync();
        return connector;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        Interlocked.Increment(ref _count);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Taken.Length;
        await http.Response.Body.WriteAsync(Taken, http.RequestAborted);
    }
}
