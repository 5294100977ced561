using System.Globalization;
using ChatBot.Host.Roster;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.UseCases;
using ChatBot.PlatformDoubles;
using Npgsql;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>How a <see cref="Bot"/> is put together.</summary>
internal static class BotParts
{
    /// <summary>Alias of the configured group robots.</summary>
    public const string WebhookAlias = "branch";

    private const string BindCode = "STORY234";

    public static WeComDoubleOptions WeCom { get; } = new()
    {
        Members = [.. Cast.All.Where(m => m.WeCom.Length > 0).Select(m => new WeComMember(m.WeCom, m.Name, 1))],
    };

    /// <summary>No limit by the second: the clock stands still while many messages go out.</summary>
    public static DingTalkDoubleOptions DingTalk { get; } = new()
    {
        Members = [.. Cast.All.Where(m => m.DingTalk.Length > 0).Select(m => new DingTalkMember(m.DingTalk, m.Name, 1))],
        Groups = [DingTalkDemo.GroupConversation],
        CallsPerSecond = 0,
    };

    public static WeComDoubleOptions WeComFor(BotSetup setup) =>
        setup.PlatformsCount ? WeCom : WeCom with { AppPerMemberAndMinute = 0, WebhookPerMinute = 0, RobotPerChatAndMinute = 0, ChecksDuplicates = false };

    public static DingTalkDoubleOptions DingTalkFor(BotSetup setup) => setup.PlatformsCount ? DingTalk : DingTalk with { WebhookPerMinute = 0, MonthlyApiCalls = 1_000_000, MonthlyWebhookAndStream = 1_000_000 };

    public static WebApplication Compose(
        BotSetup setup, string database, MovableClock clock, WeComDouble weCom, DingTalkDouble dingTalk, CapturedLog log) =>
        BotHost.Build(null, builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(setup, database, weCom, dingTalk)).AddInMemoryCollection(setup.Settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddCapabilities(setup.Capabilities);
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IClockHands>(new MovableClockHands(clock));
            builder.Logging.ClearProviders().AddProvider(log);
        });

    /// <summary>Makes the branch, reads its roster file and imports it as <c>chatbot roster import</c> does; returns a code to bind the group.</summary>
    public static async Task<string> ImportCastAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var admin = services.GetRequiredService<IBranchAdmin>();
        var clock = services.GetRequiredService<TimeProvider>();
        var branch = new Branch(new BranchId(services.GetRequiredService<IIdSource>().New()), Cast.BranchCode, Cast.BranchName);
        await admin.CreateBranchAsync(branch, clock.GetUtcNow(), cancellationToken);
        await admin.KeepBindCodeAsync(branch.Id, BindCode, clock.GetUtcNow().AddDays(7), cancellationToken);

        var file = Path.Combine(Path.GetTempPath(), $"roster-{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, Cast.ToCsv(), cancellationToken);
        try
        {
            var (rows, faults) = RosterFile.Read(TableReader.Read(file));
            if (faults.Count > 0)
            {
                throw new InvalidDataException($"The cast's roster has faults: {string.Join("; ", faults)}");
            }

            var import = new RosterImport(
                services.GetRequiredService<IBranchDirectory>(), services.GetRequiredService<ILedger>(), services.GetRequiredService<IIdSource>(), clock);
            await import.RunAsync(branch, rows, "main", "main", "main", dryRun: false, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }

        return BindCode;
    }

    /// <summary>Waits until the worker behind the turns has planned the points windows, so that it changes nothing later.</summary>
    public static async Task WaitForUpkeepAsync(Books books, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await books.CountAsync("outbox") == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>The bot's prefix in Redis: the name of its database.</summary>
    public static string KeyPrefix(string database) => $"story:{new NpgsqlConnectionStringBuilder(database).Database}:";

    private static Dictionary<string, string?> Settings(BotSetup setup, string database, WeComDouble weCom, DingTalkDouble dingTalk) => new()
    {
        ["ConnectionStrings:Postgres"] = setup.PostgresPort is { } port
            ? new NpgsqlConnectionStringBuilder(database) { Host = "127.0.0.1", Port = port }.ConnectionString
            : database,
        ["ConnectionStrings:Redis"] = setup.RedisPort is { } redisPort ? $"127.0.0.1:{redisPort}" : setup.Redis,
        ["Storage:KeyPrefix"] = KeyPrefix(database),
        ["Channels:WeCom:main:CorpId"] = WeComDemo.CorpId,
        ["Channels:WeCom:main:ApiBaseUrl"] = weCom.BaseUrl.AbsoluteUri,
        ["Channels:WeCom:main:App:AgentId"] = WeComDemo.AgentId.ToString(CultureInfo.InvariantCulture),
        ["Channels:WeCom:main:App:Secret"] = WeComDemo.Secret,
        ["Channels:WeCom:main:App:Token"] = WeComDemo.Token,
        ["Channels:WeCom:main:App:EncodingAesKey"] = WeComDemo.EncodingAesKey,
        // The transcripts show what is said in words; the six routes' story looks at cards.
        ["Channels:WeCom:main:App:Cards"] = "false",
        [$"Channels:WeCom:main:GroupWebhooks:{WebhookAlias}:Key"] = WeComDemo.WebhookKey,
        ["Channels:DingTalk:main:CorpId"] = DingTalkDemo.CorpId,
        ["Channels:DingTalk:main:AppKey"] = DingTalkDemo.AppKey,
        ["Channels:DingTalk:main:AppSecret"] = DingTalkDemo.AppSecret,
        ["Channels:DingTalk:main:RobotCode"] = DingTalkDemo.RobotCode,
        ["Channels:DingTalk:main:Mode"] = "Callback",
        ["Channels:DingTalk:main:ApiBaseUrl"] = dingTalk.BaseUrl.AbsoluteUri,
        ["Channels:DingTalk:main:OapiBaseUrl"] = dingTalk.BaseUrl.AbsoluteUri,
        [$"Channels:DingTalk:main:GroupWebhooks:{WebhookAlias}:AccessToken"] = DingTalkDemo.WebhookToken,
        [$"Channels:DingTalk:main:GroupWebhooks:{WebhookAlias}:Secret"] = DingTalkDemo.WebhookSecret,
    };
}
