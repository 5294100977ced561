using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.EndToEnd.Tests.Kills.Lines;
using ChatBot.Host.Serving;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Branches with members on both platforms and meetings ahead, on the machine's clock, for a service that is killed again and again.</summary>
internal sealed class KillWorld : IAsyncDisposable
{
    /// <summary>Members of a branch, the secretary aside.</summary>
    public const int Members = 50;

    private const int Branches = 6;
    private static readonly string[] NotKept = ["没有保存", "稍等"];
    private readonly TestDatabase _database;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _answers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;
    private readonly bool _bySocket;

    private KillWorld(
        TestDatabase database, WeComDouble weCom, DingTalkDouble dingTalk, Dictionary<string, string> environment, HttpMessageHandler way, bool bySocket)
    {
        _bySocket = bySocket;
        _http = new HttpClient(way) { Timeout = TimeSpan.FromSeconds(10) };
        (_database, WeComPlatform, DingTalkPlatform, Environment) = (database, weCom, dingTalk, environment);
        Books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
        Port = FreePort();
        WeCom = new WeComCallbackClient(
            Url("/callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, _http);
        DingTalk = new DingTalkCallbackClient(
            Url("/callbacks/dingtalk/robot/main"), DingTalkDemo.AppKey, DingTalkDemo.AppSecret, DingTalkDemo.RobotCode, dingTalk, _http);
        _listening = Task.WhenAll(ListenAsync(dingTalk.Listen(), _stop.Token), ListenAsync(weCom.Listen(), _stop.Token));
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

    /// <summary>Says when a turn is committed.</summary>
    public Task<CommitWatch> WatchAsync(CancellationToken cancellationToken) => CommitWatch.StartAsync(_database.OutsideConnectionString, cancellationToken);

    /// <summary>Codes of the branches.</summary>
    public IReadOnlyList<string> Codes { get; } = [.. Enumerable.Range(0, Branches).Select(CodeOf)];

    /// <summary>Everybody who talks; even ones on WeCom, odd ones on DingTalk.</summary>
    public static IReadOnlyList<string> People { get; } =
        [.. Enumerable.Range(0, Branches).SelectMany(b => Enumerable.Range(0, Members).Select(m => UserOf(b, m)))];

    /// <summary>Whether a person is on WeCom, as all secretaries are, else on DingTalk.</summary>
    public static bool IsOnWeCom(string user) =>
        user.IndexOf('m', StringComparison.Ordinal) is not (> 0 and var at) || int.Parse(user[(at + 1)..], CultureInfo.InvariantCulture) % 2 == 0;

    /// <summary>The number of a person's branch.</summary>
    public static int BranchOf(string user) => user[1] - '0';

    /// <summary>The secretary of a branch.</summary>
    public static string SecretaryOf(int branch) => string.Create(CultureInfo.InvariantCulture, $"b{branch}secretary");

    /// <summary>Words that their platform is about to bring; secretaries are called upon, members where sockets are held speak through those.</summary>
    public Said Say(string user, string text) => (IsOnWeCom(user), _bySocket && user.Contains('m', StringComparison.Ordinal)) switch
    {
        (true, true) => new LongConnectionSaid(this, user, text),
        (true, false) => new WeComCallbackSaid(this, user, text),
        (false, true) => new StreamSaid(this, user, text),
        (false, false) => new DingTalkCallbackSaid(this, user, text),
    };

    /// <summary>The session that a DingTalk message brings.</summary>
    public static string SessionOf(JsonNode payload) => payload["sessionWebhook"]!.GetValue<string>().Split('=')[^1];

    /// <summary>What came to the session of a DingTalk message, or for a frame of WeCom's, notices that nothing was kept aside.</summary>
    public IReadOnlyList<string> AnswersTo(string via) =>
        _answers.TryGetValue(via, out var answers) ? [.. answers.Where(a => !NotKept.Any(n => a.Contains(n, StringComparison.Ordinal)))] : [];

    /// <summary>Writes the books.</summary>
    /// <param name="setup">The stores.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="way">How the platforms' calls reach the service; null for straight.</param>
    /// <param name="bySocket">Whether the service holds sockets to the platforms, for its members' words.</param>
    public static async Task<KillWorld> StartAsync(
        BotSetup setup, CancellationToken cancellationToken, HttpMessageHandler? way = null, bool bySocket = false)
    {
        var weCom = await WeComDouble.StartAsync(
            new WeComDoubleOptions { AcceptAnyUser = true, AppPerMemberAndMinute = 0, RobotPerChatAndMinute = 0, WebhookKeys = [.. Enumerable.Range(0, Branches).Select(KeyOf)] },
            TimeProvider.System,
            cancellationToken);
        var dingTalk = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions { AcceptAnyUser = true, CallsPerSecond = 0, MonthlyApiCalls = int.MaxValue, MonthlyWebhookAndStream = int.MaxValue },
            TimeProvider.System,
            cancellationToken);
        var database = await TestDatabase.CreateAsync(setup.Postgres);
        var environment = SettingsOf(setup, database, weCom, dingTalk);
        if (bySocket)
        {
            HoldSockets(environment, weCom);
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            environment.ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => (string?)e.Value, StringComparer.Ordinal)).Build();
        await using var services = BotHost.AddBot(
            new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration), configuration).BuildServiceProvider();
        for (var branch = 0; branch < Branches; branch++)
        {
            await KillBranch.WriteAsync(services, branch, cancellationToken);
        }

        return new KillWorld(database, weCom, dingTalk, environment, way ?? new SocketsHttpHandler(), bySocket);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _stop.Dispose();
        await Books.DisposeAsync();
        await _database.DisposeAsync();
        await WeComPlatform.DisposeAsync();
        await DingTalkPlatform.DisposeAsync();
        WeCom.Dispose();
        DingTalk.Dispose();
        _http.Dispose();
    }

    public static string CodeOf(int branch) => string.Create(CultureInfo.InvariantCulture, $"kill{branch}");

    private async Task ListenAsync(ChannelReader<ReceivedMessage> messages, CancellationToken stop)
    {
        try
        {
            await foreach (var message in messages.ReadAllAsync(stop))
            {
                if (message.IsPartial)
                {
                    continue;
                }

                _answers.GetOrAdd(message.Via, _ => new ConcurrentQueue<string>()).Enqueue(message.Text);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The world ends.
        }
    }

    private static string KeyOf(int branch) => $"key-of-{CodeOf(branch)}";

    public static string UserOf(int branch, int member) => string.Create(CultureInfo.InvariantCulture, $"b{branch}m{member}");

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

    private static void HoldSockets(Dictionary<string, string> settings, WeComDouble weCom)
    {
        settings["Channels__DingTalk__main__Mode"] = "Stream";
        settings["Channels__WeCom__main__Robot__Mode"] = "LongConnection";
        settings["Channels__WeCom__main__Robot__BotId"] = WeComDemo.BotId;
        settings["Channels__WeCom__main__Robot__Secret"] = WeComDemo.RobotSecret;
        settings["Channels__WeCom__main__Robot__Endpoint"] = weCom.RobotEndpoint.AbsoluteUri;
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
}
