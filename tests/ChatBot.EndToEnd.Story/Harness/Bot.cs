using ChatBot.Host.Serving;
using ChatBot.Kernel.Time;
using ChatBot.PlatformDoubles;
using ChatBot.Storage.Migrations;
using ChatBot.TestKit;
using Npgsql;
using StackExchange.Redis;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>
/// The whole service on Kestrel with real stores, between the doubles of both platforms, on a clock moved by hand, with a
/// branch imported from a roster file and bound by real turns. Everything goes through signed and encrypted HTTP.
/// </summary>
public sealed class Bot : IAsyncDisposable
{
    private readonly BotSetup _setup;
    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly List<ChatLine> _lines = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Person> _people;
    private ConnectionMultiplexer? _redis;
    private long _lastMessageId = 5_000_000_000;
    private int _fromWeCom;
    private int _fromDingTalk;
    private int _seenOfWeCom;
    private int _seenOfDingTalk;

    private Bot(BotSetup setup, TestDatabase database, WebApplication app, MovableClock clock, WeComDouble weCom, DingTalkDouble dingTalk, CapturedLog log)
    {
        (_setup, _database, _app, Clock, WeComPlatform, DingTalkPlatform, Log) = (setup, database, app, clock, weCom, dingTalk, log);
        Books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
        _people = Cast.All.ToDictionary(m => m.Name, m => new Person(this, m));
        Url = new Uri(app.Urls.First());
        WeComCaller = new WeComCallbackClient(
            new Uri(Url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, clock: clock);
        DingTalkCaller = new DingTalkCallbackClient(
            new Uri(Url, "callbacks/dingtalk/robot/main"), DingTalkDemo.AppKey, DingTalkDemo.AppSecret, DingTalkDemo.RobotCode, dingTalk);
    }

    /// <summary>The clock of the bot and both platforms.</summary>
    public MovableClock Clock { get; }

    /// <summary>Where the bot listens.</summary>
    public Uri Url { get; }

    public WeComDouble WeComPlatform { get; }

    public DingTalkDouble DingTalkPlatform { get; }

    /// <summary>Calls the WeCom callback, for what <see cref="Person"/> cannot say.</summary>
    public WeComCallbackClient WeComCaller { get; }

    /// <summary>Calls the DingTalk callback, for what <see cref="Person"/> cannot say.</summary>
    public DingTalkCallbackClient DingTalkCaller { get; }

    /// <summary>The database, looked at from outside.</summary>
    public Books Books { get; }

    /// <summary>Everything logged.</summary>
    public CapturedLog Log { get; }

    /// <summary>Words said in confidence that were never written into the books; the group must not hear them either.</summary>
    public HashSet<string> Secrets { get; } = [];

    public Person Secretary => Of(Cast.Secretary.Name);

    /// <summary>Starts everything.</summary>
    public static async Task<Bot> StartAsync(BotSetup setup, CancellationToken cancellationToken)
    {
        var clock = new MovableClock(BotSetup.Start);
        var weCom = await WeComDouble.StartAsync(BotParts.WeComFor(setup), clock, cancellationToken);
        var dingTalk = await DingTalkDouble.StartAsync(BotParts.DingTalkFor(setup), clock, cancellationToken);
        var database = await TestDatabase.CreateAsync(setup.Postgres);
        await Migrator.MigrateWithAsync(database.ConnectionString, setup.Capabilities, cancellationToken);
        var log = new CapturedLog();
        var app = BotParts.Compose(setup, database.ConnectionString, clock, weCom, dingTalk, log);
        var bindCode = await BotParts.ImportCastAsync(app.Services, cancellationToken);
        await app.StartAsync(cancellationToken);
        var bot = new Bot(setup, database, app, clock, weCom, dingTalk, log);
        await BotParts.WaitForUpkeepAsync(bot.Books, cancellationToken);
        if (setup.BindsGroup)
        {
            await bot.BindGroupAsync(bindCode);
        }

        return bot;
    }

    /// <summary>The parts of the running service.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>A second replica over the same stores, platforms and clock, whose workers a test runs by hand.</summary>
    public WebApplication ComposeReplica() =>
        BotParts.Compose(_setup, _database.ConnectionString, Clock, WeComPlatform, DingTalkPlatform, Log);

    /// <summary>A person by name.</summary>
    public Person Of(string name) => _people[name];

    /// <summary>A person by WeCom user id.</summary>
    public Person WeCom(string userId) => _people.Values.Single(p => p.Who.WeCom == userId);

    /// <summary>A person by DingTalk user id.</summary>
    public Person DingTalk(string userId) => _people.Values.Single(p => p.Who.DingTalk == userId);

    /// <summary>What the bot sent to a person on its own.</summary>
    public IReadOnlyList<string> PrivateMessagesTo(string name) => Of(name).Pushes;

    /// <summary>Every line so far.</summary>
    public IReadOnlyList<ChatLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Everything that the bot said where the group reads it: answers, notices, group robots.</summary>
    public IReadOnlyList<string> GroupMessages() =>
        [.. DingTalkPlatform.Received.Skip(_fromDingTalk).Concat(WeComPlatform.Received.Skip(_fromWeCom)).Where(IsForGroup).OrderBy(m => m.At).Select(m => m.Text)];

    /// <summary>Moves the clock forward through every moment at which something falls due.</summary>
    public async Task MoveToAsync(DateTimeOffset instant)
    {
        await _app.Services.GetRequiredService<ClockMover>().MoveToAsync(instant, CancellationToken.None);
        TellPushes();
    }

    /// <summary>Moves the clock to a local day and time of March or April 2026 in the branch's zone.</summary>
    public Task MoveToAsync(int month, int day, int hour, int minute = 0) =>
        MoveToAsync(new DateTimeOffset(2026, month, day, hour, minute, 0, BotSetup.Start.Offset));

    /// <summary>Lets everything that is due now go out.</summary>
    public async Task SettleAsync()
    {
        await _app.Services.GetRequiredService<OutboxPump>().DrainAsync(CancellationToken.None);
        TellPushes();
    }

    /// <summary>Redis forgets everything of this bot, as after a restart without a copy on disk; the number of keys.</summary>
    public async Task<long> ForgetRedisAsync()
    {
        _redis ??= await ConnectionMultiplexer.ConnectAsync(_setup.Redis + ",allowAdmin=true");
        var redis = _redis;
        var keys = (RedisKey[])(await redis.GetDatabase().ExecuteAsync("KEYS", BotParts.KeyPrefix(_database.ConnectionString) + "*"))!;
        return await redis.GetDatabase().KeyDeleteAsync(keys);
    }

    /// <summary>Back to the first moment, nothing having happened: books and Redis forget, the clock is set back.</summary>
    /// <exception cref="InvalidOperationException">The group or the log was told something private until then.</exception>
    public async Task StartOverAsync()
    {
        await ThrowIfLeakedAsync();
        await SettleAsync();
        await Books.ForgetMeetingsAsync();
        await ForgetRedisAsync();
        Log.Clear();
        (_fromWeCom, _fromDingTalk) = (WeComPlatform.Received.Count, DingTalkPlatform.Received.Count);
        if (Clock.GetUtcNow() > BotSetup.Start)
        {
            Clock.SetBack(BotSetup.Start);
        }
    }

    /// <summary>What the group was told, or the log holds, that neither must know.</summary>
    public async Task<IReadOnlyList<string>> LeaksAsync()
    {
        var told = await Books.ColumnAsync(
            """
            SELECT reason_text FROM leave_request UNION SELECT decision_note FROM leave_request
            UNION SELECT statement FROM dispute UNION SELECT decision_note FROM dispute
            """);
        string[] secrets = [.. told, .. Secrets];
        var logged = GroupEars.Leaks(Log.Lines, [], secrets).Select(l => $"In the log: {l}");
        return [.. GroupEars.Leaks(GroupMessages(), [.. Cast.All.Select(m => m.Name)], secrets), .. logged];
    }

    /// <summary>Stops everything, after a last look at what the group was told.</summary>
    /// <exception cref="InvalidOperationException">The group or the log was told something private.</exception>
    public async ValueTask DisposeAsync()
    {
        var leaked = await Record(ThrowIfLeakedAsync);
        WeComCaller.Dispose();
        DingTalkCaller.Dispose();
        if (_redis is not null)
        {
            await _redis.CloseAsync();
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
        await Books.DisposeAsync();
        await WeComPlatform.DisposeAsync();
        await DingTalkPlatform.DisposeAsync();
        await _database.DisposeAsync();
        Log.Dispose();
        if (leaked is not null)
        {
            throw leaked;
        }
    }

    private async Task ThrowIfLeakedAsync()
    {
        var leaks = await LeaksAsync();
        if (leaks.Count > 0)
        {
            throw new InvalidOperationException("The group or the log was told something private:\n" + string.Join('\n', leaks));
        }
    }

    private static async Task<InvalidOperationException?> Record(Func<Task> look)
    {
        try
        {
            await look();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    /// <summary>An id for a message that the platform may deliver again.</summary>
    internal long NextMessageId() => Interlocked.Increment(ref _lastMessageId);

    /// <summary>A second passes between two messages, as it does between people.</summary>
    internal void Tick() => Clock.Advance(TimeSpan.FromSeconds(1));

    internal void Tell(ChatPlace place, string? from, string? to, string text, bool isPush, DateTimeOffset? at = null)
    {
        var line = new ChatLine((at ?? Clock.GetUtcNow()).ToOffset(BotSetup.Start.Offset), place, from, to, text, isPush);
        lock (_gate)
        {
            _lines.Add(line);
        }

        _setup.Hears?.Invoke(line);
    }

    internal void TellReply(ChatPlace place, string? to, string text)
    {
        if (text.Length > 0)
        {
            Tell(place, null, to, text, isPush: false);
        }
    }

    private async Task BindGroupAsync(string code)
    {
        var bound = await Secretary.SaysInGroupAsync($"/绑定 {code}");
        var second = await Secretary.SaysAsync($"/绑定群机器人 {BotParts.WebhookAlias}");
        if (!bound.Text.Contains(Cast.BranchName, StringComparison.Ordinal) || !second.Text.Contains("已绑定", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The group was not bound: {bound} / {second}");
        }
    }

    private void TellPushes()
    {
        lock (_gate)
        {
            var fresh = WeComPlatform.Received.Skip(_seenOfWeCom).Concat(DingTalkPlatform.Received.Skip(_seenOfDingTalk))
                .OrderBy(m => m.At).ToList();
            _seenOfWeCom += fresh.Count(m => m.Platform == "wecom");
            _seenOfDingTalk += fresh.Count(m => m.Platform == "dingtalk");
            foreach (var message in fresh.Where(m => m.Route != DingTalkRoutes.Session))
            {
                TellPush(message);
            }
        }
    }

    private void TellPush(ReceivedMessage message)
    {
        if (IsForGroup(message))
        {
            Tell(ChatPlace.Group, null, null, message.Text, isPush: true, message.At);
            return;
        }

        foreach (var user in message.To.Split('|'))
        {
            var person = message.Platform == "wecom" ? WeCom(user) : DingTalk(user);
            person.TakePush(message.Text);
            Tell(person.IsOnWeCom ? ChatPlace.WeComPrivate : ChatPlace.DingTalkPrivate, null, person.Name, message.Text, isPush: true, message.At);
        }
    }

    private static bool IsForGroup(ReceivedMessage message) => message.Route is
        DingTalkRoutes.Group or DingTalkRoutes.Webhook or WeComRoutes.Webhook or WeComRoutes.AppChat
        || (message.Route == DingTalkRoutes.Session && message.To == DingTalkDemo.GroupConversation);
}
