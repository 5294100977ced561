using System.Globalization;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Roster;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.UseCases;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Month;

/// <summary>A branch of 40 on DingTalk stream mode, with real stores, on a clock moved by hand.</summary>
internal sealed class MonthWorld : IAsyncDisposable
{
    public const int Members = 40;
    public const string Secretary = "m00";
    public const string Recorder = "m01";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private const string BindCode = "MONTH234";
    private const string Webhook = "branch";

    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private MonthWorld(TestDatabase database, WebApplication app, MovableClock clock, DingTalkDouble platform)
    {
        (_database, _app, Clock, Platform) = (database, app, clock, platform);
        Books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
    }

    public MovableClock Clock { get; }

    public DingTalkDouble Platform { get; }

    /// <summary>The database, looked at from outside.</summary>
    public Books Books { get; }

    /// <summary>All user ids; the secretary first.</summary>
    public static IReadOnlyList<string> Users { get; } = [.. Enumerable.Range(0, Members).Select(n => string.Create(CultureInfo.InvariantCulture, $"m{n:00}"))];

    /// <summary>What a member is called.</summary>
    public static string NameOf(string user) => "成员" + "甲乙丙丁戊己庚辛壬癸"[user[1] - '0'] + "子丑寅卯辰巳午未申酉"[user[2] - '0'];

    /// <summary>Starts bot and platform.</summary>
    /// <param name="setup">The stores.</param>
    /// <param name="apiCalls">The organisation's API calls a month, on both sides.</param>
    /// <param name="messages">Its Webhook &amp; Stream messages a month, on both sides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MonthWorld> StartAsync(BotSetup setup, int apiCalls, int messages, CancellationToken cancellationToken)
    {
        var clock = new MovableClock(Start);
        var platform = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions
            {
                Members = [.. Users.Select(u => new DingTalkMember(u, NameOf(u), 1))],
                Groups = [DingTalkDemo.GroupConversation],
                CallsPerSecond = 0,
                StreamPingEvery = TimeSpan.Zero,
                MonthlyApiCalls = apiCalls,
                MonthlyWebhookAndStream = messages,
            },
            clock,
            cancellationToken);
        var database = await TestDatabase.CreateAsync(setup.Postgres);
        var settings = Settings(setup, database.ConnectionString, platform, apiCalls, messages);
        var app = BotHost.Build(null, builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IClockHands>(new MovableClockHands(clock));
            builder.Logging.ClearProviders();
        });
        await ImportAsync(app.Services, cancellationToken);
        await app.StartAsync(cancellationToken);
        await platform.Stream.WaitForConnectionAsync(ct: cancellationToken);
        var world = new MonthWorld(database, app, clock, platform);
        Assert.Contains("已绑定", await world.SaysAsync(Secretary, $"/绑定 {BindCode}", inGroup: true), StringComparison.Ordinal);
        Assert.Contains("已绑定", await world.SaysAsync(Secretary, $"/绑定群机器人 {Webhook}"), StringComparison.Ordinal);
        return world;
    }

    /// <summary>Messages that came without words because the organisation's month was used up; nobody can answer those.</summary>
    public int Wordless { get; private set; }

    /// <summary>Says something and returns the answer, empty when the words did not arrive; a second passes.</summary>
    public async Task<string> SaysAsync(string user, string text, bool inGroup = false)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var isSpent = Platform.Quota.WebhookAndStream >= Platform.Options.MonthlyWebhookAndStream;
        var delivery = await Platform.Stream.SayAsync(user, NameOf(user), text, inGroup ? DingTalkDemo.GroupConversation : null);
        if (!isSpent)
        {
            return (await delivery.AnswerAsync()).Text;
        }

        Wordless++;
        await delivery.AcknowledgedAsync();
        return "";
    }

    /// <summary>Moves the clock through every moment at which something falls due.</summary>
    public Task MoveToAsync(DateTimeOffset instant) => _app.Services.GetRequiredService<ClockMover>().MoveToAsync(instant, CancellationToken.None);

    /// <summary>Looks at the month's budgets and warns, as the worker does every two minutes by the machine's clock.</summary>
    public async Task LookAtQuotasAsync()
    {
        var services = _app.Services;
        var branch = (await services.GetRequiredService<IBranchAdmin>().ListAsync(CancellationToken.None))[0];
        var snapshot = await services.GetRequiredService<IBranchDirectory>().GetAsync(branch.Id, CancellationToken.None);
        await services.GetRequiredService<QuotaWatch>().CheckAsync(snapshot!, CancellationToken.None);
        await services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Books.DisposeAsync();
        await Platform.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings(BotSetup setup, string database, DingTalkDouble platform, int apiCalls, int messages) => new()
    {
        ["ConnectionStrings:Postgres"] = database,
        ["ConnectionStrings:Redis"] = setup.Redis,
        ["Limits:MessagesOfAPerson"] = "0", // a month in a minute: the clock stands while many things are said
        ["Storage:KeyPrefix"] = $"month:{Guid.NewGuid():N}:",
        ["Outbox:Dispatches"] = "false",
        ["Channels:DingTalk:main:CorpId"] = DingTalkDemo.CorpId,
        ["Channels:DingTalk:main:AppKey"] = DingTalkDemo.AppKey,
        ["Channels:DingTalk:main:AppSecret"] = DingTalkDemo.AppSecret,
        ["Channels:DingTalk:main:RobotCode"] = DingTalkDemo.RobotCode,
        ["Channels:DingTalk:main:MonthlyApiCalls"] = apiCalls.ToString(CultureInfo.InvariantCulture),
        ["Channels:DingTalk:main:MonthlyStreamMessages"] = messages.ToString(CultureInfo.InvariantCulture),
        ["Channels:DingTalk:main:ApiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
        ["Channels:DingTalk:main:OapiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
        [$"Channels:DingTalk:main:GroupWebhooks:{Webhook}:AccessToken"] = DingTalkDemo.WebhookToken,
        [$"Channels:DingTalk:main:GroupWebhooks:{Webhook}:Secret"] = DingTalkDemo.WebhookSecret,
    };

    private static async Task ImportAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var admin = services.GetRequiredService<IBranchAdmin>();
        var clock = services.GetRequiredService<TimeProvider>();
        var branch = new Branch(new BranchId(services.GetRequiredService<IIdSource>().New()), "month", "四十人支部");
        await admin.CreateBranchAsync(branch, clock.GetUtcNow(), cancellationToken);
        await admin.KeepBindCodeAsync(branch.Id, BindCode, clock.GetUtcNow().AddDays(7), cancellationToken);
        string RoleOf(int n) => n switch { 0 => "书记", 1 => "记录人", 2 => "副书记", 3 or 4 => "支委", 5 or 6 or 7 => "组长", _ => "" };
        var lines = Users.Select((u, n) => $"{NameOf(u)},第{"一二三"[n % 3]}党小组,{RoleOf(n)},{u}");
        var file = Path.Combine(Path.GetTempPath(), $"roster-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(file, ["姓名,党小组,角色,钉钉", .. lines], cancellationToken);
        try
        {
            var (rows, faults) = RosterFile.Read(TableReader.Read(file));
            Assert.Empty(faults);
            await new RosterImport(
                services.GetRequiredService<IBranchDirectory>(), services.GetRequiredService<ILedger>(), services.GetRequiredService<IIdSource>(), clock)
                .RunAsync(branch, rows, "main", "main", "main", dryRun: false, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
