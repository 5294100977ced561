using System.Collections.Concurrent;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ChatBot.Channels.BotFramework.Tests;

/// <summary>The channel over real HTTP, with a client's double on the other side; the turn and the stores are the test's.</summary>
internal sealed class ChannelHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChannelHost(WebApplication app, BotFrameworkDouble platform, Turns turns, References references, Lines lines)
    {
        (_app, Platform, Turns, References, Lines) = (app, platform, turns, references, lines);
        Client = new BotFrameworkClient(new Uri(new Uri(app.Urls.First()), "api/messages"), platform);
    }

    public BotFrameworkDouble Platform { get; }

    public BotFrameworkClient Client { get; }

    public Turns Turns { get; }

    public References References { get; }

    /// <summary>Everything logged, at every level and by everybody.</summary>
    public Lines Lines { get; }

    public IChannel Channel => _app.Services.GetServices<IChannel>().Single();

    public static async Task<ChannelHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, string environment = "Development", BotFrameworkDoubleOptions? client = null)
    {
        var platform = await BotFrameworkDouble.StartAsync(client, ct: TestContext.Current.CancellationToken);
        var (turns, references, lines) = (new Turns(), new References(), new Lines());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(lines);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>
        {
            ["Channels:BotFramework:main:ServiceUrls:0"] = platform.BaseUrl.AbsoluteUri,
        });
        builder.Services.AddSingleton<ITurnRunner>(turns);
        builder.Services.AddSingleton<IConversationReferences>(references);
        builder.Services.AddSingleton<IBranchDirectory>(new Everybody());
        builder.Services.AddBotFrameworkChannel(builder.Configuration);
        var app = builder.Build();
        try
        {
            app.MapBotFramework();
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await platform.DisposeAsync();
            await app.DisposeAsync();
            throw;
        }

        return new ChannelHost(app, platform, turns, references, lines);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Platform.DisposeAsync();
    }

    // Everybody but "stranger" is a member.
    private sealed class Everybody : IBranchDirectory
    {
        public ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken) =>
            ValueTask.FromResult<(BranchId, MemberId)?>(user.UserId == "stranger" ? null : (new BranchId(Guid.Empty), new MemberId(Guid.Empty)));

        public ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken) => ValueTask.FromResult<BranchSnapshot?>(null);

        public Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Turns as the runner gives them: once for each message, delivered once.</summary>
internal sealed class Turns : ITurnRunner
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<OutboundMessage>> _answers = new();
    private readonly ConcurrentDictionary<string, bool> _deliveries = new();

    /// <summary>What was heard, repeats left out.</summary>
    public ConcurrentQueue<InboundMessage> Heard { get; } = [];

    /// <summary>What the bot answers.</summary>
    public Func<InboundMessage, IReadOnlyList<OutboundMessage>> Answer { get; set; } = message => [new OutboundMessage { Text = "echo " + message.Text }];

    /// <summary>What the next turns end in.</summary>
    public TurnStatus Status { get; set; } = TurnStatus.Done;

    public Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (Status != TurnStatus.Done)
        {
            return Task.FromResult(new TurnOutcome(Status, [new OutboundMessage { Text = "nothing was kept" }]));
        }

        if (_answers.TryGetValue(message.InboxKey, out var before))
        {
            return Task.FromResult(new TurnOutcome(TurnStatus.Repeated, before));
        }

        Heard.Enqueue(message);
        return Task.FromResult(new TurnOutcome(TurnStatus.Done, _answers[message.InboxKey] = Answer(message)));
    }

    public Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(_deliveries.TryAdd(message.InboxKey, false) ? DeliveryStatus.Taken : _deliveries[message.InboxKey] ? DeliveryStatus.Delivered : DeliveryStatus.Underway);

    public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _deliveries[message.InboxKey] = true;
        return Task.CompletedTask;
    }

    public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _deliveries.TryRemove(message.InboxKey, out _);
        return Task.CompletedTask;
    }
}

/// <summary>The table of conversations, in memory.</summary>
internal sealed class References : IConversationReferences
{
    private readonly ConcurrentDictionary<(string, RouteKind, string), ConversationAddress> _kept = new();

    public int Writes { get; private set; }

    public bool IsAway { get; set; }

    public IEnumerable<ConversationAddress> Kept => _kept.Values;

    public Task KeepAsync(ConversationAddress address, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Writes++;
        _kept[(address.Account, address.Kind, address.Address)] = address;
        return Task.CompletedTask;
    }

    public Task<ConversationAddress?> FindAsync(string account, RouteKind kind, string address, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(_kept.GetValueOrDefault((account, kind, address)));
    }

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new StoreUnavailableException("Postgres is away.");
        }
    }
}

/// <summary>Log lines.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
        // The lines stay to be read.
    }
}
