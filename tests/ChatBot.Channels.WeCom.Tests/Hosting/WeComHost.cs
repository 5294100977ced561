using ChatBot.Channels.WeCom.App;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>The channel in a real web server on loopback, beside a double of the platform.</summary>
internal sealed class WeComHost : IAsyncDisposable
{
    public const string Account = "main";

    private readonly WebApplication _app;

    private WeComHost(WebApplication app, WeComDouble platform, FakeTurnRunner turns, MemoryTokenStore tokens, LogBook logs)
    {
        _app = app;
        Platform = platform;
        Turns = turns;
        Tokens = tokens;
        Logs = logs;
        CallbackUrl = new Uri(new Uri(app.Urls.Single()), $"/callbacks/wecom/app/{Account}");
        Caller = new WeComCallbackClient(
            CallbackUrl, WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, Http);
    }

    public WeComDouble Platform { get; }

    public FakeTurnRunner Turns { get; }

    public MemoryTokenStore Tokens { get; }

    public LogBook Logs { get; }

    public required FakeLimits Limits { get; init; }

    public Uri CallbackUrl { get; }

    public HttpClient Http { get; } = new();

    /// <summary>Calls as the platform does.</summary>
    public WeComCallbackClient Caller { get; }

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public IChannelProbe Probe => _app.Services.GetRequiredService<IChannelProbe>();

    public WeComAppCallback Callback => _app.Services.GetRequiredService<WeComAppCallback>();

    /// <summary>The settings that fit the double.</summary>
    public static Dictionary<string, string?> Settings(WeComDouble platform) => new()
    {
        [$"Channels:WeCom:{Account}:CorpId"] = WeComDemo.CorpId,
        [$"Channels:WeCom:{Account}:ApiBaseUrl"] = platform.BaseUrl.ToString(),
        [$"Channels:WeCom:{Account}:App:AgentId"] = $"{WeComDemo.AgentId}",
        [$"Channels:WeCom:{Account}:App:Secret"] = WeComDemo.Secret,
        [$"Channels:WeCom:{Account}:App:Token"] = WeComDemo.Token,
        [$"Channels:WeCom:{Account}:App:EncodingAesKey"] = WeComDemo.EncodingAesKey,
        [$"Channels:WeCom:{Account}:GroupWebhooks:branch:Key"] = WeComDemo.WebhookKey,
    };

    public static async Task<WeComHost> StartAsync(
        WeComDoubleOptions? company = null, Action<Dictionary<string, string?>>? change = null, TimeProvider? clock = null)
    {
        var platform = await WeComDouble.StartAsync(company);
        var settings = Settings(platform);
        change?.Invoke(settings);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var logs = new LogBook();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        var turns = new FakeTurnRunner();
        var tokens = new MemoryTokenStore();
        var limits = new FakeLimits();
        builder.Services.AddSingleton<IRateLimiter>(limits);
        builder.Services.AddSingleton<ITurnRunner>(turns).AddSingleton<ITokenStore>(tokens);
        var replicas = new MemoryReplicas();
        builder.Services.AddSingleton<ILeaseStore>(replicas).AddSingleton<IReplicaRelay>(replicas);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.Services.AddWeComChannel(builder.Configuration);
        var app = builder.Build();
        app.UseRouting();
        app.MapWeCom();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            await platform.DisposeAsync();
            throw;
        }

        return new WeComHost(app, platform, turns, tokens, logs) { Limits = limits };
    }

    public async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        Http.Dispose();
        await _app.DisposeAsync();
        Tokens.Dispose();
        await Platform.DisposeAsync();
    }
}
