using System.Globalization;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Roster;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.UseCases;
using ChatBot.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>
/// The whole service on one route, with real stores and the platform's double, on a clock moved by hand. A small branch:
/// the secretary, who approves, and some members, all on that route.
/// </summary>
internal sealed class RouteWorld : IAsyncDisposable
{
    public const string Secretary = "周敏";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Name and platform id; the first is the secretary, the second the deputy, who approves the secretary's leave.</summary>
    public static readonly IReadOnlyList<(string Name, string User, string Role)> People =
    [
        ("周敏", "zhoumin", "书记"), ("何建平", "hejianping", "副书记"), ("张晓梅", "zhangxiaomei", ""), ("李长河", "lichanghe", ""), ("王春燕", "wangchunyan", ""),
    ];

    /// <summary>The setting that names the host's environment.</summary>
    public const string Environment = "environment";

    private const string BranchCode = "routes";
    private const string BindCode = "ROUTE234";

    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private RouteWorld(TestDatabase database, WebApplication app, MovableClock clock)
    {
        (_database, _app, Clock) = (database, app, clock);
        Books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
        Url = new Uri(app.Urls.First());
    }

    public MovableClock Clock { get; }

    /// <summary>Where the bot listens.</summary>
    public Uri Url { get; }

    /// <summary>The database, looked at from outside.</summary>
    public Books Books { get; }

    /// <summary>The one-time code that binds a chat to the branch.</summary>
    public static string CodeToBind => BindCode;

    /// <summary>The platform id of a person.</summary>
    public static string UserOf(string name) => People.Single(p => p.Name == name).User;

    /// <summary>The person behind a platform id.</summary>
    public static string NameOf(string user) => People.Single(p => p.User == user).Name;

    /// <summary>Starts the bot with a route's settings and imports the people.</summary>
    /// <param name="setup">The stores.</param>
    /// <param name="clock">Clock of bot and platform.</param>
    /// <param name="identities">Column of the roster file: 企业微信, 钉钉 or 模拟器.</param>
    /// <param name="settings">Settings of the route.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="adds">Further services, as a deployment of its own registers them.</param>
    public static async Task<RouteWorld> StartAsync(
        BotSetup setup,
        MovableClock clock,
        string identities,
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellationToken,
        Action<IServiceCollection>? adds = null)
    {
        var (database, app, _) = await BuildAsync(setup, clock, identities, settings, cancellationToken, adds);
        await app.StartAsync(cancellationToken);
        return new RouteWorld(database, app, clock);
    }

    /// <summary>Makes the books and a bot on them that is not started; and all its settings.</summary>
    public static async Task<(TestDatabase Database, WebApplication App, IReadOnlyDictionary<string, string?> Settings)> BuildAsync(
        BotSetup setup,
        TimeProvider clock,
        string identities,
        IReadOnlyDictionary<string, string?> settings,
        CancellationToken cancellationToken,
        Action<IServiceCollection>? adds = null)
    {
        var database = await TestDatabase.CreateAsync(setup.Postgres);
        var all = new Dictionary<string, string?>(settings)
        {
            ["ConnectionStrings:Postgres"] = database.ConnectionString,
            ["ConnectionStrings:Redis"] = setup.Redis,
            ["Storage:KeyPrefix"] = string.Create(CultureInfo.InvariantCulture, $"routes:{Guid.NewGuid():N}:"),
            ["Outbox:Dispatches"] = "false",
        };
        var app = BotHost.Build(null, builder =>
        {
            builder.Configuration.AddInMemoryCollection(all);
            if (all.TryGetValue(Environment, out var environment))
            {
                // The web's environment and the host's are two objects.
                foreach (var host in builder.Services.Select(s => s.ImplementationInstance).OfType<IHostEnvironment>())
                {
                    host.EnvironmentName = environment!;
                }
            }

            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton(clock);
            if (clock is MovableClock movable)
            {
                builder.Services.AddSingleton<IClockHands>(new MovableClockHands(movable));
            }

            adds?.Invoke(builder.Services);
            builder.Logging.ClearProviders();
        });
        await ImportAsync(app.Services, identities, cancellationToken);
        return (database, app, all);
    }

    /// <summary>Lets everything that is due now go out.</summary>
    public Task SettleAsync() => _app.Services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);

    /// <summary>Moves the clock through every moment at which something falls due.</summary>
    public Task MoveToAsync(DateTimeOffset instant) => _app.Services.GetRequiredService<ClockMover>().MoveToAsync(instant, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Books.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task ImportAsync(IServiceProvider services, string identities, CancellationToken cancellationToken)
    {
        var admin = services.GetRequiredService<IBranchAdmin>();
        var clock = services.GetRequiredService<TimeProvider>();
        var ids = services.GetRequiredService<IIdSource>();
        var ledger = services.GetRequiredService<ILedger>();
        var branch = new Branch(new BranchId(ids.New()), BranchCode, "六路支部");
        await admin.CreateBranchAsync(branch, clock.GetUtcNow(), cancellationToken);
        await admin.KeepBindCodeAsync(branch.Id, BindCode, clock.GetUtcNow().AddDays(7), cancellationToken);
        if (identities.Length == 0)
        {
            await SimulatedPeople.AddAsync(branch, ledger, ids, cancellationToken);
            return;
        }

        var file = Path.Combine(Path.GetTempPath(), $"roster-{Guid.NewGuid():N}.csv");
        var lines = People.Select(p => $"{p.Name},第一党小组,{p.Role},{p.User}");
        await File.WriteAllLinesAsync(file, [$"姓名,党小组,角色,{identities}", .. lines], cancellationToken);
        try
        {
            var (rows, faults) = RosterFile.Read(TableReader.Read(file));
            Assert.Empty(faults);
            await new RosterImport(services.GetRequiredService<IBranchDirectory>(), ledger, ids, clock)
                .RunAsync(branch, rows, "main", "main", "main", dryRun: false, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
