using ChatBot.Channels.WeCom.App;
using ChatBot.Channels.WeCom.Contacts;
using ChatBot.Channels.WeCom.GroupChat;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Channels.WeCom.Webhook;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.WeCom;

/// <summary>Puts the channel together.</summary>
public static class WeComServiceCollectionExtensions
{
    /// <summary>
    /// Registers channel, probe and what <see cref="WeComEndpoints.MapWeCom"/> needs, for every account under
    /// <c>Channels:WeCom</c>; wrong settings stop the start. Without accounts the channel says so once and can send nothing.
    /// Needs an <see cref="ITokenStore"/>, an <see cref="ILeaseStore"/>, an <see cref="IReplicaRelay"/> and, to hear, an
    /// <c>ITurnRunner</c> in the container.
    /// </summary>
    public static IServiceCollection AddWeComChannel(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        foreach (var section in configuration.GetSection(WeComOptions.Section).GetChildren())
        {
            // Named by the path, so that a fault shows the full key.
            services.AddOptions<WeComOptions>($"{WeComOptions.Section}:{section.Key}").Bind(section).ValidateOnStart();
            services.AddSingleton(new WeComAccountName(section.Key));
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<WeComOptions>, WeComSecretFiles>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WeComOptions>, WeComOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WeComAccounts>();
        services.TryAddSingleton<WeComApiClient>();
        services.TryAddSingleton<WeComPartProgress>();
        services.TryAddSingleton<WeComBlocks>();
        services.TryAddSingleton<AppHealth>();
        services.TryAddSingleton<AppMessages>();
        services.TryAddSingleton<AppReplier>();
        services.TryAddSingleton<WebhookPosts>();
        services.TryAddSingleton<GroupChats>();
        services.TryAddSingleton<IWeComGroupChats>(p => p.GetRequiredService<GroupChats>());
        services.AddSingleton<IAddressBook, WeComAddressBook>();
        services.AddSingleton<IChannelMenu, AppMenus>();
        services.TryAddSingleton<WeComCallbackGate>();
        services.TryAddSingleton<WeComAppCallback>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, WeComChannel>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWeComRoutes, AppRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWeComRoutes, WebhookRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWeComRoutes, GroupChatRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWeComRoutes, RobotRoutes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelProbe, WeComProbe>());
        services.AddWeComHttpClient();
        services.AddWeComRobot();
        return services;
    }
}
