using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.BotFramework;

/// <summary>Wiring of the Bot Framework channel.</summary>
public static class BotFrameworkServiceCollectionExtensions
{
    /// <summary>Name of the HTTP client of all calls: 10 s, no redirects, answers of at most 1 MiB.</summary>
    internal const string ClientName = "botframework";

    private const int LongestAnswer = 1024 * 1024;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the channel with every account under <c>Channels:BotFramework</c>; faults stop the start with their full key.
    /// Without accounts it sends nothing and hears nothing. Needs <see cref="IConversationReferences"/>,
    /// <see cref="Kernel.IBranchDirectory"/> and <see cref="Kernel.Turns.ITurnRunner"/> from elsewhere.
    /// </summary>
    public static IServiceCollection AddBotFrameworkChannel(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var accounts = configuration.GetSection(BotFrameworkOptions.Section).GetChildren().ToList();
        foreach (var account in accounts)
        {
            // The options' name is the path of the section, so that every message shows the full key.
            services.AddOptions<BotFrameworkOptions>($"{BotFrameworkOptions.Section}:{account.Key}").Bind(account).ValidateOnStart();
        }

        services.TryAddSingleton(new BotFrameworkAccountNames([.. accounts.Select(a => a.Key)]));
        services.TryAddSingleton<BotFrameworkEnvironment>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<BotFrameworkOptions>, BotFrameworkOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotFrameworkOptions>, BotFrameworkOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BotFrameworkAccounts>();
        services.TryAddSingleton<BotFrameworkReferences>();
        services.TryAddSingleton<BotFrameworkTimes>();
        services.TryAddSingleton<BotFrameworkCallback>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, BotFrameworkChannel>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelProbe, BotFrameworkProbe>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BotFrameworkStartReport>());

        // The loggers of the client write addresses, and those hold ids of conversations and people.
        services.AddHttpClient(ClientName, client =>
            {
                client.Timeout = CallTimeout;
                client.MaxResponseContentBufferSize = LongestAnswer;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ConnectTimeout = ConnectTimeout;
                handler.PooledConnectionLifetime = ConnectionLife;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}
