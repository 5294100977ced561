using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Time;
using ChatBot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.TestKit;

/// <summary>
/// The product's own container on the database of <see cref="StoreFixture"/>: kernel, capabilities and stores, with a clock
/// of its own. Use it as class fixture beside <see cref="StoreFixture"/> as assembly fixture: the classes share one database,
/// each test works in a branch of its own.
/// </summary>
public sealed class UseCaseStores(StoreFixture stores) : IAsyncLifetime
{
    /// <summary>When every test begins: Monday at nine in the morning.</summary>
    private static readonly DateTimeOffset Start = LocalTime.At("2026-03-02 09:00");

    private ServiceProvider? _services;

    /// <summary>The clock of all services here.</summary>
    public MovableClock Clock { get; } = new(Start);

    /// <summary>The stores as seen from outside.</summary>
    public StoreFixture Stores => stores;

    /// <summary>The services; skips the test when there are no stores.</summary>
    public IServiceProvider Services
    {
        get
        {
            stores.SkipWithoutStores();
            return _services!;
        }
    }

    /// <summary>A new branch in the books; the clock is set to the start.</summary>
    /// <param name="channel">The channel that its people use.</param>
    public async Task<LiveBranch> OpenAsync(string channel = QuietChannel.ChannelName)
    {
        if (Clock.GetUtcNow() > Start)
        {
            Clock.SetBack(Start);
        }

        var people = new SmallBranch(channel);
        await people.SaveAsync(Services, TestContext.Current.CancellationToken);
        return new LiveBranch(this, people);
    }

    /// <summary>The same registrations as in the service, without channels, wording and workers.</summary>
    public static IServiceCollection Compose(IServiceCollection services) => services
        .AddKernel()
        .AddCapabilities(typeof(SessionsCapability).Assembly)
        .AddSingleton<IChannel, QuietChannel>();

    /// <inheritdoc/>
    public ValueTask InitializeAsync()
    {
        if (stores.SkipReason is null)
        {
            _services = Compose(new ServiceCollection().AddSingleton<TimeProvider>(Clock))
                .AddStorage(new ConfigurationBuilder().AddInMemoryCollection(stores.Configuration).Build())
                .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
