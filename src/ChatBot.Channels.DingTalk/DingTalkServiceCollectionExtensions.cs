using System.Net.Sockets;
using ChatBot.Channels.DingTalk.Cards;
using ChatBot.Channels.DingTalk.Contacts;
using ChatBot.Channels.DingTalk.Stream;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChatBot.Channels.DingTalk;

/// <summary>Wiring of the DingTalk channel.</summary>
public static class DingTalkServiceCollectionExtensions
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the channel with every account under <c>Channels:DingTalk</c>; faults stop the start with their full key. Without
    /// accounts it sends nothing, hears nothing and says so once in the log. Needs <see cref="ITokenStore"/> and
    /// <see cref="Kernel.Turns.ITurnRunner"/> from elsewhere.
    /// </summary>
    public static IServiceCollection AddDingTalkChannel(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var accounts = configuration.GetSection(DingTalkOptions.Section).GetChildren().ToList();
        foreach (var account in accounts)
        {
            // The options' name is the path of the section, so that every message shows the full key.
            services.AddOptions<DingTalkOptions>($"{DingTalkOptions.Section}:{account.Key}").Bind(account).ValidateOnStart();
        }

        services.TryAddSingleton(new DingTalkAccountNames([.. accounts.Select(a => a.Key)]));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<DingTalkOptions>, DingTalkOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DingTalkOptions>, DingTalkOptionsValidator>());

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DingTalkAccounts>();
        services.TryAddSingleton<DingTalkMetrics>();
        services.TryAddSingleton<DingTalkOnce>();
        services.TryAddSingleton<DingTalkPartProgress>();
        services.TryAddSingleton<DingTalkApi>();
        services.TryAddSingleton<DingTalkTokens>();
        services.TryAddSingleton<DingTalkSender>();
        services.TryAddSingleton<DingTalkReplies>();
        services.TryAddSingleton<DingTalkBudgets>();
        services.TryAddSingleton<DingTalkApiCalls>();
        services.AddSingleton<IAddressBook, DingTalkAddressBook>();
        services.TryAddSingleton<DingTalkMessages>();
        services.TryAddSingleton<DingTalkCallback>();
        services.TryAddSingleton<DingTalkCards>();
        services.TryAddSingleton<DingTalkCardTaps>();
        services.TryAddSingleton<StreamTimings>();
        services.TryAddSingleton<StreamGateway>();
        services.TryAddSingleton<StreamTurns>();
        services.AddHostedService<StreamService>();
        services.AddHostedService<CardCallbackAddress>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, DingTalkChannel>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelProbe, DingTalkProbe>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DingTalkStartReport>());

        // The loggers of the client write addresses, and ours are secrets.
        services.AddHttpClient(DingTalkApi.ClientName, client =>
            {
                client.Timeout = CallTimeout;
                client.MaxResponseContentBufferSize = LongestAnswer;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = ConnectionLife;
                handler.ConnectCallback = ConnectAsync;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }

    // A connection that is never made is a certain failure, not a lost answer; the handler's own time-out does not tell them apart.
    private static async ValueTask<System.IO.Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection in time.", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
