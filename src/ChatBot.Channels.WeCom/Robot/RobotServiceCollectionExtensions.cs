using ChatBot.Kernel.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Puts the smart robot together.</summary>
internal static class RobotServiceCollectionExtensions
{
    /// <summary>Registers both modes. The keepers of long connections run only where hosted services are started.</summary>
    public static IServiceCollection AddWeComRobot(this IServiceCollection services)
    {
        services.TryAddSingleton<RobotTimings>();
        services.TryAddSingleton<RobotMemory>();

        // A connection hands its callbacks to turns, and turns send over connections: one side is made late.
        services.TryAddSingleton(provider => new Lazy<RobotErrands>(provider.GetRequiredService<RobotErrands>));
        services.TryAddSingleton(provider => new Lazy<ITurnRunner>(provider.GetRequiredService<ITurnRunner>));
        services.TryAddSingleton<RobotReplier>();
        services.TryAddSingleton<RobotTurns>();
        services.TryAddSingleton<RobotKeepers>();
        services.TryAddSingleton<RobotErrands>();
        services.TryAddSingleton<RobotRoutes>();
        services.TryAddSingleton<RobotBackground>();
        services.TryAddSingleton<RobotLateAnswers>();
        services.TryAddSingleton<RobotUrlCallback>();
        services.TryAddSingleton<RobotProbe>();
        services.TryAddSingleton(provider => new RobotMedia(provider.GetRequiredService<WeComAccounts>(), provider.GetRequiredService<IHttpClientFactory>()));
        services.AddHostedService<RobotService>();
        return services;
    }
}
