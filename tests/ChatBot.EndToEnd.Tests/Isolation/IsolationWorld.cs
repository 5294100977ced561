using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Time;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Isolation;

/// <summary>
/// Two branches in one service, with real stores, on the doubles of both platforms with cards. Nothing is dispatched unless
/// asked for, so that the first branch's rows stand still while the second one tries.
/// </summary>
public sealed class IsolationWorld : IAsyncLifetime
{
    private const string CardSecret = "invented-card-secret";

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly MovableClock _clock = new(Start);
    private readonly HttpClient _http = new();
    private TestDatabase? _database;
    private WebApplication? _app;
    private WeComDouble? _weCom;
    private DingTalkDouble? _dingTalk;
    private WeComCallbackClient? _weComCaller;
    private DingTalkCallbackClient? _dingTalkCaller;
    private Books? _books;
    private IReadOnlyList<string>? _tables;

    internal BranchId First { get; private set; }

    internal BranchId Second { get; private set; }

    internal Books Books => _books!;

    /// <summary>Everything that the first branch's people got, with what their cards say when tapped.</summary>
    internal IReadOnlyList<ReceivedMessage> FirstReceived { get; private set; } = [];

    /// <summary>What the bot answered to the first branch.</summary>
    internal List<string> FirstHeard { get; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Stores.Setup is not { } setup)
        {
            return;
        }

        var people = IsolationCast.First.Concat(IsolationCast.Second).ToList();
        _weCom = await WeComDouble.StartAsync(
            new WeComDoubleOptions
            {
                Members = [.. people.Select(p => new WeComMember(p.User, p.Name, 1))],
                AppPerMemberAndMinute = 0,
                ChecksDuplicates = false,
            },
            _clock);
        _dingTalk = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions
            {
                Members = [.. people.Select(p => new DingTalkMember(p.User, p.Name, 1))],
                Groups = [IsolationCast.FirstGroup, IsolationCast.SecondGroup],
                CallsPerSecond = 0,
                MonthlyApiCalls = 1_000_000,
                MonthlyWebhookAndStream = 1_000_000,
            },
            _clock);
        _database = await TestDatabase.CreateAsync(setup.Postgres);
        _books = new Books(NpgsqlDataSource.Create(_database.OutsideConnectionString));
        _app = Compose(setup);
        (First, Second) = await IsolationCast.ImportAsync(_app.Services, CancellationToken.None);
        await _app.StartAsync();
        var url = new Uri(_app.Urls.First());
        _weComCaller = new WeComCallbackClient(
            new Uri(url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, clock: _clock);
        _dingTalkCaller = new DingTalkCallbackClient(
            new Uri(url, "callbacks/dingtalk/robot/main"), DingTalkDemo.AppKey, DingTalkDemo.AppSecret, DingTalkDemo.RobotCode, _dingTalk);
        await IsolationStory.PlayAsync(this);
        FirstReceived = [.. _weCom.Received, .. _dingTalk.Received];
        await IsolationStory.PrepareSecondAsync(this);
        await RestAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _weComCaller?.Dispose();
        _dingTalkCaller?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            await _books!.DisposeAsync();
            await _weCom!.DisposeAsync();
            await _dingTalk!.DisposeAsync();
            await _database!.DisposeAsync();
        }
    }

    /// <summary>Says something in private, or in a group of DingTalk; everything that the platforms then got.</summary>
    internal Task<string> SaysAsync(Neighbour who, string text, bool onWeCom = true, string? group = null) => HearAsync(async () =>
        onWeCom && group is null
            ? (await _weComCaller!.SendTextAsync(who.User, text, createTime: _clock.GetUtcNow())).Text
            : (await _dingTalkCaller!.SendTextAsync(who.User, who.Name, text, group, group is not null)).Body);

    /// <summary>Sends a card's tap over WeCom with whatever card, copy and words.</summary>
    internal Task<string> TapsOnWeComAsync(Neighbour who, string copyId, string say) => HearAsync(async () =>
        (await _weComCaller!.SendCardClickAsync(who.User, say, copyId, _weCom!.IssueResponseCode())).Xml);

    /// <summary>Sends a tap of the app's menu with whatever words.</summary>
    internal Task<string> ClicksOnWeComAsync(Neighbour who, string say) => HearAsync(async () =>
        (await _weComCaller!.SendEventAsync(who.User, "click", say, createTime: _clock.GetUtcNow())).Xml);

    /// <summary>Sends a card's tap over DingTalk, rightly signed, with whatever card and words.</summary>
    internal Task<string> TapsOnDingTalkAsync(Neighbour who, string copyId, string say, bool inGroup) => HearAsync(async () =>
    {
        var content = new JsonObject
        {
            ["cardPrivateData"] = new JsonObject { ["actionIds"] = new JsonArray("b1"), ["params"] = new JsonObject { ["say"] = say } },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(_app!.Urls.First()), "callbacks/dingtalk/robot/main/cards"));
        request.Content = JsonContent.Create(new JsonObject
        {
            ["type"] = "actionCallback",
            ["outTrackId"] = copyId,
            ["corpId"] = DingTalkDemo.CorpId,
            ["userId"] = who.User,
            ["spaceType"] = inGroup ? "IM_GROUP" : "IM_ROBOT",
            ["content"] = content.ToJsonString(),
        });
        var timestamp = _clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("x-ddpaas-signature-timestamp", timestamp);
        request.Headers.Add("x-ddpaas-signature", DingTalkSigner.SignCard(timestamp, CardSecret));
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"A rightly signed tap was refused: {answer.StatusCode}");
        return System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync());
    });

    /// <summary>Lets everything come to rest; then every row of the first branch.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> StandStillAsync()
    {
        await RestAsync();
        return await FirstRowsAsync();
    }

    /// <summary>Every row of the first branch, as a digest a table.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> FirstRowsAsync()
    {
        _tables ??= await Books.ColumnAsync("""
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'branch_id' AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1
            """);
        var digests = await Books.ColumnAsync(string.Join("\nUNION ALL\n", _tables.Select(t =>
            $"SELECT '{t} ' || count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '') FROM {t} r WHERE branch_id = '{First.Value}'")));
        return digests.ToDictionary(d => d.Split(' ')[0], d => d, StringComparer.Ordinal);
    }

    /// <summary>Lets everything go out that is due.</summary>
    internal Task DrainAsync() => _app!.Services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);

    /// <summary>What the second branch's people and group got so far.</summary>
    internal IReadOnlyList<ReceivedMessage> SecondReceived =>
    [
        .. _weCom!.Received.Concat(_dingTalk!.Received)
            .Where(m => m.To == IsolationCast.SecondGroup || IsolationCast.Second.Any(p => m.IsFor(p.User))),
    ];

    /// <summary>Moves the clock through everything that falls due until then.</summary>
    internal Task MoveToAsync(int day, int hour, int minute = 0) => _app!.Services.GetRequiredService<ClockMover>().MoveToAsync(
        new DateTimeOffset(2026, 3, day, hour, minute, 0, Start.Offset), CancellationToken.None);

    /// <summary>Waits until the workers behind the turns have nothing left to do for the first branch.</summary>
    internal async Task RestAsync()
    {
        await DrainAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Books.CountAsync("audit_unsealed") > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    // Slowly enough for the limit of what one person may say; on the machine's clock nothing is waited for.
    private async Task<string> HearAsync(Func<Task<string>> say)
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        var (weCom, dingTalk) = (_weCom!.Received.Count, _dingTalk!.Received.Count);
        var answer = await say();
        return string.Join('\n', [
            answer,
            .. _weCom.Received.Skip(weCom).Concat(_dingTalk.Received.Skip(dingTalk)).Select(m => $"{m.Text}\n{m.Card?.Text}\n{m.Raw}")]);
    }

    private WebApplication Compose(BotSetup setup) => BotHost.Build(null, builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = _database!.ConnectionString,
            ["ConnectionStrings:Redis"] = setup.Redis,
            ["Storage:KeyPrefix"] = $"isolation:{Guid.NewGuid():N}:",
            ["Outbox:Dispatches"] = "false",
            ["Channels:WeCom:main:CorpId"] = WeComDemo.CorpId,
            ["Channels:WeCom:main:ApiBaseUrl"] = _weCom!.BaseUrl.AbsoluteUri,
            ["Channels:WeCom:main:App:AgentId"] = WeComDemo.AgentId.ToString(CultureInfo.InvariantCulture),
            ["Channels:WeCom:main:App:Secret"] = WeComDemo.Secret,
            ["Channels:WeCom:main:App:Token"] = WeComDemo.Token,
            ["Channels:WeCom:main:App:EncodingAesKey"] = WeComDemo.EncodingAesKey,
            ["Channels:DingTalk:main:CorpId"] = DingTalkDemo.CorpId,
            ["Channels:DingTalk:main:AppKey"] = DingTalkDemo.AppKey,
            ["Channels:DingTalk:main:AppSecret"] = DingTalkDemo.AppSecret,
            ["Channels:DingTalk:main:RobotCode"] = DingTalkDemo.RobotCode,
            ["Channels:DingTalk:main:Mode"] = "Callback",
            ["Channels:DingTalk:main:Cards:TemplateId"] = DingTalkDemo.CardTemplateId,
            ["Channels:DingTalk:main:Cards:CallbackSecret"] = CardSecret,
            ["Channels:DingTalk:main:ApiBaseUrl"] = _dingTalk!.BaseUrl.AbsoluteUri,
            ["Channels:DingTalk:main:OapiBaseUrl"] = _dingTalk.BaseUrl.AbsoluteUri,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<IClockHands>(new MovableClockHands(_clock));
        builder.Logging.ClearProviders();
    });
}
