using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>One replica of the bot with a smart robot, towards a double of the platform; several may share the replicas' store.</summary>
internal sealed class RobotHost : IAsyncDisposable
{
    public const string Account = "main";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly WebApplication _app;
    private readonly MemoryTokenStore _tokens = new();
    private bool _isStopped;

    private RobotHost(WebApplicationBuilder builder, FakeTurnRunner turns, LogBook logs)
    {
        builder.Services.AddSingleton<ITokenStore>(_tokens);
        (_app, Turns, Logs) = (builder.Build(), turns, logs);
    }

    public FakeTurnRunner Turns { get; }

    public LogBook Logs { get; }

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public IChannelProbe Probe => _app.Services.GetRequiredService<IChannelProbe>();

    public IServiceProvider Services => _app.Services;

    public Uri CallbackUrl => new(new Uri(_app.Urls.Single()), $"/callbacks/wecom/robot/{Account}");

    /// <summary>Waits of the keepers, short enough for tests and long enough for a busy machine.</summary>
    public static RobotTimings Quick { get; } = new()
    {
        LeaseLasts = TimeSpan.FromSeconds(1.5),
        RenewEvery = TimeSpan.FromMilliseconds(200),
        LookEvery = TimeSpan.FromMilliseconds(50),
        FirstPause = TimeSpan.FromMilliseconds(50),
        LongestPause = TimeSpan.FromMilliseconds(400),
        AfterRefusal = TimeSpan.FromMilliseconds(300),
        AfterTakeOver = TimeSpan.FromSeconds(30),
        Patience = TimeSpan.FromSeconds(3),
        DrainLimit = TimeSpan.FromSeconds(2),
        RelayPatience = TimeSpan.FromSeconds(3),
    };

    public static async Task<RobotHost> StartAsync(
        WeComDouble platform,
        MemoryReplicas? replicas = null,
        RobotTimings? timings = null,
        Action<Dictionary<string, string?>>? change = null,
        IRateLimiter? limiter = null,
        ITurnRunner? runner = null,
        bool runs = true)
    {
        var settings = new Dictionary<string, string?>
        {
            [$"Channels:WeCom:{Account}:ApiBaseUrl"] = platform.BaseUrl.ToString(),
            [$"Channels:WeCom:{Account}:Robot:BotId"] = WeComDemo.BotId,
            [$"Channels:WeCom:{Account}:Robot:Secret"] = WeComDemo.RobotSecret,
            [$"Channels:WeCom:{Account}:Robot:Endpoint"] = platform.RobotEndpoint.ToString(),
        };
        change?.Invoke(settings);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var logs = new LogBook();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        var turns = new FakeTurnRunner();
        var shared = replicas ?? new MemoryReplicas();
        builder.Services.AddSingleton(runner ?? turns)
            .AddSingleton<ILeaseStore>(shared)
            .AddSingleton<IReplicaRelay>(shared)
            .AddSingleton(timings ?? Quick);
        if (limiter is not null)
        {
            builder.Services.AddSingleton(limiter);
        }

        builder.Services.AddWeComChannel(builder.Configuration);
        var host = new RobotHost(builder, turns, logs);
        host._app.UseRouting();
        host._app.MapWeCom();
        if (runs)
        {
            await host._app.StartAsync();
        }

        return host;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain until {what}.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for a line of the log.</summary>
    public Task UntilLoggedAsync(int eventId, int times = 1) => UntilAsync(() => Logs.Count(eventId) >= times, $"event {eventId} is logged {times} times");

    /// <summary>Ends the replica in the orderly way.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await _app.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _tokens.Dispose();
    }
}
