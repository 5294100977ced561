using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatBot.Application;
using ChatBot.Application.Channels;
using ChatBot.Application.Ledger;
using ChatBot.Application.Roster;
using ChatBot.Application.UseCases;
using ChatBot.Domain;
using ChatBot.Domain.Roster;
using ChatBot.Domain.Sessions;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Serving;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Branches with members on both platforms and meetings ahead, on the machine's clock, for a service that is killed again and again.</summary>
internal sealed class KillWorld : IAsyncDisposable
{
    /// <summary>Members of a branch, the secretary aside.</summary>
    public const int Members = 50;

    /// <summary>Meetings of a branch.</summary>
    public const int Sessions = 60;

    private const int Branches = 6;
    private readonly TestDatabase _database;
    private readonly HttpClient _http;

    private KillWorld(TestDatabase database, WeComDouble weCom, DingTalkDouble dingTalk, Dictionary<string, string> environment, HttpMessageHandler way)
    {
        _http = new HttpClient(way) { Timeout = TimeSpan.FromSeconds(10) };
        (_database, WeComPlatform, DingTalkPlatform, Environment) = (database, weCom, dingTalk, environment);
        Books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
        Port = FreePort();
        WeCom = new WeComCallbackClient(
            Url("/callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, _http);
        DingTalk = new DingTalkCallbackClient(
            Url("/callbacks/dingtalk/robot/main"), DingTalkDemo.AppKey, DingTalkDemo.AppSecret, DingTalkDemo.RobotCode, dingTalk, _http);
    }

    public WeComDouble WeComPlatform { get; }

    public DingTalkDouble DingTalkPlatform { get; }

    /// <summary>Speaks to the bot as WeCom does.</summary>
    public WeComCallbackClient WeCom { get; }

    /// <summary>Speaks to the bot as DingTalk does.</summary>
    public DingTalkCallbackClient DingTalk { get; }

    /// <summary>What the service needs to know.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Where the service listens, whichever process it is.</summary>
    public int Port { get; }

    /// <summary>The database, looked at from outside.</summary>
    public Books Books { get; }

    /// <summary>Codes of the branches.</summary>
    public IReadOnlyList<string> Codes { get; } = [.. Enumerable.Range(0, Branches).Select(CodeOf)];

    /// <summary>Everybody who talks; even ones on WeCom, odd ones on DingTalk.</summary>
    public static IReadOnlyList<string> People { get; } =
        [.. Enumerable.Range(0, Branches).SelectMany(b => Enumerable.Range(0, Members).Select(m => UserOf(b, m)))];

    /// <summary>Whether a person is on WeCom, else on DingTalk.</summary>
    public static bool IsOnWeCom(string user) => int.Parse(user[(user.IndexOf('m', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture) % 2 == 0;

    /// <summary>Writes the books.</summary>
    /// <param name="setup">The stores.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="way">How the platforms' calls reach the service; null for straight.</param>
    public static async Task<KillWorld> StartAsync(BotSetup setup, CancellationToken cancellationToken, HttpMessageHandler? way = null)
    {
        var weCom = await WeComDouble.StartAsync(
            new WeComDoubleOptions { AcceptAnyUser = true, AppPerMemberAndMinute = 0, WebhookKeys = [.. Enumerable.Range(0, Branches).Select(KeyOf)] },
            TimeProvider.System,
            cancellationToken);
        var dingTalk = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions { AcceptAnyUser = true, CallsPerSecond = 0, MonthlyApiCalls = int.MaxValue, MonthlyWebhookAndStream = int.MaxValue },
            TimeProvider.System,
            cancellationToken);
        var database = await TestDatabase.CreateAsync(setup.Postgres);
        var environment = SettingsOf(setup, database, weCom, dingTalk);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            environment.ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => (string?)e.Value, StringComparer.Ordinal)).Build();
        await using var services = BotHost.AddBot(
            new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration), configuration).BuildServiceProvider();
        for (var branch = 0; branch < Branches; branch++)
        {
            await WriteBranchAsync(services, branch, cancellationToken);
        }

        return new KillWorld(database, weCom, dingTalk, environment, way ?? new SocketsHttpHandler());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Books.DisposeAsync();
        await _database.DisposeAsync();
        await WeComPlatform.DisposeAsync();
        await DingTalkPlatform.DisposeAsync();
        WeCom.Dispose();
        DingTalk.Dispose();
        _http.Dispose();
    }

    private static string CodeOf(int branch) => string.Create(CultureInfo.InvariantCulture, $"kill{branch}");

    private static string KeyOf(int branch) => $"key-of-{CodeOf(branch)}";

    private static string UserOf(int branch, int member) => string.Create(CultureInfo.InvariantCulture, $"b{branch}m{member}");

    private Uri Url(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}{path}"));

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static Dictionary<string, string> SettingsOf(BotSetup setup, TestDatabase database, WeComDouble weCom, DingTalkDouble dingTalk)
    {
        var settings = ServiceSettings(setup, database, weCom, dingTalk);
        for (var branch = 0; branch < Branches; branch++)
        {
            settings[$"Channels__WeCom__main__GroupWebhooks__{CodeOf(branch)}__Key"] = KeyOf(branch);
        }

        return settings;
    }

    private static Dictionary<string, string> ServiceSettings(BotSetup setup, TestDatabase database, WeComDouble weCom, DingTalkDouble dingTalk) => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings__Postgres"] = database.ConnectionString,
        ["ConnectionStrings__Redis"] = setup.Redis,
        ["Storage__KeyPrefix"] = $"kills:{Guid.NewGuid():N}:",
        ["Outbox__Interval"] = "00:00:00.200",

        // These members type faster than people do.
        ["Limits__MessagesOfAPerson"] = "0",
        ["Channels__WeCom__main__CorpId"] = WeComDemo.CorpId,
        ["Channels__WeCom__main__ApiBaseUrl"] = weCom.BaseUrl.AbsoluteUri,
        ["Channels__WeCom__main__App__AgentId"] = WeComDemo.AgentId.ToString(CultureInfo.InvariantCulture),
        ["Channels__WeCom__main__App__Secret"] = WeComDemo.Secret,
        ["Channels__WeCom__main__App__Token"] = WeComDemo.Token,
        ["Channels__WeCom__main__App__EncodingAesKey"] = WeComDemo.EncodingAesKey,
        ["Channels__WeCom__main__App__Cards"] = "false",
        ["Channels__DingTalk__main__CorpId"] = DingTalkDemo.CorpId,
        ["Channels__DingTalk__main__AppKey"] = DingTalkDemo.AppKey,
        ["Channels__DingTalk__main__AppSecret"] = DingTalkDemo.AppSecret,
        ["Channels__DingTalk__main__RobotCode"] = DingTalkDemo.RobotCode,
        ["Channels__DingTalk__main__Mode"] = "Callback",
        ["Channels__DingTalk__main__ApiBaseUrl"] = dingTalk.BaseUrl.AbsoluteUri,
        ["Channels__DingTalk__main__OapiBaseUrl"] = dingTalk.BaseUrl.AbsoluteUri,
    };

    private static async Task WriteBranchAsync(IServiceProvider services, int number, CancellationToken cancellationToken)
    {
        var ids = services.GetRequiredService<IIdSource>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var branch = new Branch(new BranchId(ids.New()), CodeOf(number), string.Create(CultureInfo.InvariantCulture, $"第{number}支部"));
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(branch, now, cancellationToken);
        var changes = new ChangeSet(branch.Id);
        var secretary = new MemberId(ids.New());
        changes.Add(new MemberSaved(new Member { Id = secretary, Name = "王书记", Roles = Roles.Secretary }));
        changes.Add(new IdentityLinked(secretary, new PlatformUser("wecom", "main", string.Create(CultureInfo.InvariantCulture, $"b{number}secretary"))));
        changes.Add(new ConversationBound(new BoundConversation(new OutboundRoute("wecom", "main", RouteKind.Webhook, CodeOf(number)), null, 0)));
        for (var n = 0; n < Members; n++)
        {
            var id = new MemberId(ids.New());
            changes.Add(new MemberSaved(new Member { Id = id, Name = string.Create(CultureInfo.InvariantCulture, $"成员{n}") }));
            changes.Add(new IdentityLinked(id, new PlatformUser(n % 2 == 0 ? "wecom" : "dingtalk", "main", UserOf(number, n))));
        }

        for (var n = 1; n <= Sessions; n++)
        {
            var startsAt = now.AddDays(3 + n);
            changes.Add(new SessionCreated(new Session
            {
                Id = new SessionId(ids.New()),
                Number = n,
                Kind = SessionKind.PartyClass,
                Theme = string.Create(CultureInfo.InvariantCulture, $"第{n}次学习"),
                StartsAt = startsAt,
                EndsAt = startsAt.AddHours(2),
                Place = "三楼会议室",
                CreatedBy = secretary,
                CheckInSecret = new byte[20],
            }));
        }

        Assert.Equal(
            CommitStatus.Committed, (await services.GetRequiredService<ILedger>().CommitAsync(changes, null, cancellationToken)).Status);
    }
}
