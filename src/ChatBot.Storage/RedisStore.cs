using System.Collections.Concurrent;
using System.Diagnostics;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ChatBot.Storage;

/// <summary>
/// The one way to Redis: connects when first used, and again by itself; every failure and time-out is a
/// <see cref="StoreUnavailableException"/>. Asynchronous calls only: blocked pool threads are what this client's time-outs
/// are known for (StackExchange.Redis #539, #601).
/// </summary>
internal sealed class RedisStore(IOptions<StoreConnections> connections, IOptions<StorageOptions> options) : IAsyncDisposable
{
    /// <summary>Name of the activity source: the client of this version traces nothing by itself.</summary>
    public const string TraceSource = "ChatBot.Storage";

    private const int TimeoutMilliseconds = 1000;
    private static readonly ActivitySource Traces = new(TraceSource);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(string Channel, Action<string> Hear), Action<RedisChannel, RedisValue>> _heard = new();
    private Task<ConnectionMultiplexer>? _connecting;

    /// <summary>A connection that was down is up again.</summary>
    public event EventHandler? Reconnected;

    /// <summary>Names this process among the replicas.</summary>
    public string Instance { get; } = Guid.NewGuid().ToString("N");

    /// <summary>A key under the deployment's prefix.</summary>
    public string Key(string name) => options.Value.KeyPrefix + name;

    /// <summary>Runs one command.</summary>
    public async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        using var activity = Traces.StartActivity("redis", ActivityKind.Client);
        try
        {
            var multiplexer = await ConnectAsync(cancellationToken);
            return await InTimeAsync(command(multiplexer.GetDatabase()), cancellationToken);
        }
        catch (Exception e) when (IsAway(e))
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            throw new StoreUnavailableException("Redis did not answer.", e);
        }
    }

    /// <summary>Runs a script in one round trip; Redis keeps it under its hash.</summary>
    public Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken) =>
        RunAsync(database => database.ScriptEvaluateAsync(script, keys, arguments), cancellationToken);

    /// <summary>Tells the other replicas; how many heard it.</summary>
    public Task<long> PublishAsync(string channel, string message, CancellationToken cancellationToken) =>
        RunAsync(database => database.PublishAsync(RedisChannel.Literal(Key(channel)), message), cancellationToken);

    /// <summary>Hears what other replicas say, from now on and after every reconnection.</summary>
    public async Task SubscribeAsync(string channel, Action<string> hear, CancellationToken cancellationToken)
    {
        void Handle(RedisChannel from, RedisValue message) => hear(message.ToString());

        try
        {
            var multiplexer = await ConnectAsync(cancellationToken);
            if (!multiplexer.IsConnected)
            {
                throw new StoreUnavailableException("Redis is not connected.");
            }

            var subscribing = multiplexer.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Key(channel)), Handle);
            await subscribing.WaitAsync(TimeSpan.FromMilliseconds(TimeoutMilliseconds), cancellationToken);
            _heard[(channel, hear)] = Handle;
        }
        catch (Exception e) when (IsAway(e))
        {
            throw new StoreUnavailableException("Redis did not answer.", e);
        }
    }

    /// <summary>Ends <see cref="SubscribeAsync"/>.</summary>
    public async Task UnsubscribeAsync(string channel, Action<string> hear, CancellationToken cancellationToken)
    {
        if (_heard.TryRemove((channel, hear), out var handler))
        {
            await RunAsync(
                async database =>
                {
                    await database.Multiplexer.GetSubscriber().UnsubscribeAsync(RedisChannel.Literal(Key(channel)), handler);
                    return true;
                },
                cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsCompletedSuccessfully: true } connecting)
        {
            await (await connecting).CloseAsync(allowCommandsToComplete: false);
        }
    }

    private static Task<T> InTimeAsync<T>(Task<T> command, CancellationToken cancellationToken) =>
        command.IsCompleted ? command : command.WaitAsync(TimeSpan.FromMilliseconds(TimeoutMilliseconds), cancellationToken);

    private static bool IsAway(Exception exception) =>
        exception is RedisException or TimeoutException or ObjectDisposedException or System.Net.Sockets.SocketException;

    private Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_connecting is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _connecting = OpenAsync();
            }

            return _connecting.IsCompletedSuccessfully ? _connecting : _connecting.WaitAsync(cancellationToken);
        }
    }

    private async Task<ConnectionMultiplexer> OpenAsync()
    {
        var text = connections.Value.Redis!;
        var configuration = ConfigurationOptions.Parse(text);
        configuration.AbortOnConnectFail = false;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ClientName ??= "branchbot";
        Default(text, "connectTimeout", () => configuration.ConnectTimeout = TimeoutMilliseconds);
        Default(text, "syncTimeout", () => configuration.SyncTimeout = TimeoutMilliseconds);
        Default(text, "connectRetry", () => configuration.ConnectRetry = 1);
        Default(text, "keepAlive", () => configuration.KeepAlive = 10);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(configuration);
        multiplexer.ConnectionRestored += (_, _) => Reconnected?.Invoke(this, EventArgs.Empty);
        return multiplexer;
    }

    private static void Default(string text, string option, Action set)
    {
        if (!text.Contains(option + "=", StringComparison.OrdinalIgnoreCase))
        {
            set();
        }
    }
}
