using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>The channel on a real Kestrel, against the platform's double; the bot behind it is a fake.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    public const string Staff = "20260017";
    public const string Nick = "王小红";

    private readonly WebApplication _app;

    private BotHost(WebApplication app, DingTalkDouble platform, SettableClock clock, LogLines log)
    {
        _app = app;
        Platform = platform;
        Clock = clock;
        Log = log;
        BaseUrl = new Uri(app.Urls.First());
        Client = ClientTo("main");
    }

    public DingTalkDouble Platform { get; }

    public SettableClock Clock { get; }

    public LogLines Log { get; }

    public Uri BaseUrl { get; }

    /// <summary>DingTalk's callback side, aimed at account <c>main</c>.</summary>
    public DingTalkCallbackClient Client { get; }

    public FakeTurnRunner Bot => (FakeTurnRunner)_app.Services.GetRequiredService<ITurnRunner>();

    public MemoryTokenStore Tokens => (MemoryTokenStore)_app.Services.GetRequiredService<ITokenStore>();

    public MemorySpendLedger Spent => (MemorySpendLedger)_app.Services.GetRequiredService<ISpendLedger>();

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public IChannelProbe Probe => _app.Services.GetRequiredService<IChannelProbe>();

    public static async Task<BotHost> StartAsync(
        DingTalkDoubleOptions? platformOptions = null,
        Action<Dictionary<string, string?>>? settings = null,
        TimeSpan? callTimeout = null,
        FakeTurnRunner? bot = null)
    {
        var clock = new SettableClock(TimeProvider.System.GetUtcNow());
        var platform = await DingTalkDouble.StartAsync(platformOptions, clock);
        var log = new LogLines();

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        var values = Settings(platform);
        settings?.Invoke(values);
        builder.Configuration.AddInMemoryCollection(values);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ITurnRunner>(bot ?? new FakeTurnRunner());
        builder.Services.AddSingleton<ITokenStore, MemoryTokenStore>();
        builder.Services.AddSingleton<ISpendLedger, MemorySpendLedger>();
        builder.Services.AddSingleton<ILeaseStore, MemoryLeaseStore>();
        builder.Services.AddDingTalkChannel(builder.Configuration);
        if (callTimeout is { } limit)
        {
            builder.Services.AddHttpClient(DingTalkApi.ClientName).ConfigureHttpClient(client => client.Timeout = limit);
        }

        var app = builder.Build();
        app.MapDingTalk();
        await app.StartAsync();
        return new BotHost(app, platform, clock, log);
    }

    public DingTalkCallbackClient ClientTo(string account, string? secret = null) => new(
        new Uri(BaseUrl, $"/callbacks/dingtalk/robot/{account}"),
        DingTalkDemo.AppKey,
        secret ?? DingTalkDemo.AppSecret,
        DingTalkDemo.RobotCode,
        Platform);

    /// <summary>Tells the platform where pressed buttons go, as the bot does with <c>Cards:CallbackUrl</c>.</summary>
    public async Task RegisterCardsAsync(string routeKey, string secret)
    {
        using var http = new HttpClient();
        using var token = await http.PostAsJsonAsync(
            new Uri(Platform.BaseUrl, "v1.0/oauth2/accessToken"), new { appKey = DingTalkDemo.AppKey, appSecret = DingTalkDemo.AppSecret });
        http.DefaultRequestHeaders.Add("x-acs-dingtalk-access-token", (string)(await token.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!);
        using var answer = await http.PostAsJsonAsync(
            new Uri(Platform.BaseUrl, "v1.0/card/callbacks/register"),
            new { callbackRouteKey = routeKey, callbackUrl = new Uri(BaseUrl, $"callbacks/dingtalk/robot/{routeKey}/cards").AbsoluteUri, apiSecret = secret, forceUpdate = true });
        answer.EnsureSuccessStatusCode();
    }

    public Task<SendResult> SendAsync(RouteKind kind, string address, string text, string key = "outbox-0001") =>
        Channel.SendAsync(new OutboundRoute("dingtalk", "main", kind, address), new OutboundMessage { Text = text }, key, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Platform.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(DingTalkDouble platform) => new(StringComparer.Ordinal)
    {
        ["Channels:DingTalk:main:CorpId"] = DingTalkDemo.CorpId,
        ["Channels:DingTalk:main:AppKey"] = DingTalkDemo.AppKey,
        ["Channels:DingTalk:main:AppSecret"] = DingTalkDemo.AppSecret,
        ["Channels:DingTalk:main:RobotCode"] = DingTalkDemo.RobotCode,
        ["Channels:DingTalk:main:Mode"] = "Callback",
        ["Channels:DingTalk:main:ApiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
        ["Channels:DingTalk:main:OapiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
        ["Channels:DingTalk:main:GroupWebhooks:branch:AccessToken"] = DingTalkDemo.WebhookToken,
        ["Channels:DingTalk:main:GroupWebhooks:branch:Secret"] = DingTalkDemo.WebhookSecret,
        ["Channels:DingTalk:alerts:OapiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
        ["Channels:DingTalk:alerts:GroupWebhooks:office:AccessToken"] = "unknown-token",
    };
}
