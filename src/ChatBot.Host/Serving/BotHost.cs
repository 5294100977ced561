using ChatBot.Capabilities.Sessions;
using ChatBot.Channels.BotFramework;
using ChatBot.Channels.DingTalk;
using ChatBot.Channels.WeCom;
using ChatBot.Conversation;
using ChatBot.Host.Simulator;
using ChatBot.Host.Telemetry;
using ChatBot.Host.Upkeep;
using ChatBot.Kernel;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.Upkeep;
using ChatBot.Storage;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>Puts the service together.</summary>
public static class BotHost
{
    /// <summary>
    /// A service from configuration. <paramref name="configFile"/> is laid over <c>appsettings.json</c> and under the
    /// environment; <paramref name="adjust"/> is for tests (clock, ports).
    /// </summary>
    public static WebApplication Build(string? configFile, Action<WebApplicationBuilder>? adjust = null)
    {
        // Nobody listens to changes of appsettings.json; to watch for them the host would watch all that lies below the
        // directory it was started in.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        Configure(builder.Configuration, configFile);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => ServerLimits.Set(
            kestrel, builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions()));
        adjust?.Invoke(builder);
        AddBot(builder.Services, builder.Configuration);
        builder.Services.AddOptions<TelemetryOptions>().Bind(builder.Configuration.GetSection(TelemetryOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddOptions<StopOptions>().Bind(builder.Configuration.GetSection(StopOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StopOptions>, StopOptionsValidator>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = OrderlyStop.Limit);
        builder.Services.AddHostedService<OrderlyStop>();
        builder.Services.AddOptions<ServerOptions>().Bind(builder.Configuration.GetSection(ServerOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        builder.Services.AddHostedService<OutboxWorker>();
        builder.Services.AddSingleton<IUpkeepJob, SealAudit>();
        builder.Services.AddSingleton<IUpkeepJob, SweepStore>();
        builder.Services.AddSingleton<IUpkeepJob, WatchBudgets>();
        builder.Services.AddSingleton<IUpkeepJob, TellLostTurns>();
        builder.Services.AddHostedService<UpkeepWorker>();

        var app = builder.Build();
        app.UseBodyGate();
        app.MapHealth();
        app.MapWeCom();
        app.MapDingTalk();
        app.MapBotFramework();
        if (app.Services.GetRequiredService<IOptions<SimulatorOptions>>().Value.Enabled)
        {
            app.MapSimulator();
        }

        return app;
    }

    /// <summary>Lays the configuration file between <c>appsettings.json</c> and the environment.</summary>
    public static void Configure(IConfigurationBuilder configuration, string? configFile)
    {
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        if (configFile is not null)
        {
            configuration.AddJsonFile(Path.GetFullPath(configFile), optional: false);
        }

        configuration.AddEnvironmentVariables();
    }

    /// <summary>Everything but the workers and the web: what the command line needs too.</summary>
    public static IServiceCollection AddBot(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SimulatorOptions>().Bind(configuration.GetSection(SimulatorOptions.Section)).ValidateOnStart();
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>();
        if (configuration.GetSection(ClockOptions.Section).Get<ClockOptions>() is { Movable: true }
            && services.All(s => s.ServiceType != typeof(IClockHands)))
        {
            var clock = new ShiftedClock();
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<IClockHands>(clock);
        }

        // The Development environment refuses a service that could not be made.
        if (services.Any(s => s.ServiceType == typeof(IClockHands)))
        {
            services.AddSingleton<ClockMover>();
        }

        services.AddOptions<TurnLimits>().Bind(configuration.GetSection(TurnLimits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TurnLimits>, TurnLimitsValidator>();
        services.AddSingleton<OutboxPump>();
        services.AddKernel();
        services.AddCapabilities(typeof(SessionsCapability).Assembly);
        services.AddConversation(DialogsFolder.Find(configuration[$"{DialogOptions.Section}:{nameof(DialogOptions.Folder)}"]));
        services.AddStorage(configuration);
        services.AddWeComChannel(configuration);
        services.AddDingTalkChannel(configuration);
        services.AddBotFrameworkChannel(configuration);
        services.AddSimulator();
        return services;
    }
}
