using ChatBot.PlatformDoubles.Serving;
using ChatBot.PlatformDoubles.WeCom;
using ChatBot.PlatformDoubles.WeCom.Robot;

namespace ChatBot.PlatformDoubles;

/// <summary>Stands in for <c>qyapi.weixin.qq.com</c> over real HTTP, as strict as the documentation says the platform is.</summary>
public sealed class WeComDouble : PlatformDouble
{
    private readonly WeComTokens _tokens;
    private readonly WeComResponseCodes _responseCodes = new();
    private int _silentlyDropped;

    private WeComDouble(WeComDoubleOptions options, TimeProvider clock)
        : base("wecom", clock)
    {
        Options = options;
        _tokens = new WeComTokens(this);
        MediaStore = new WeComMedia(this, _tokens);
        RobotDownloads = new RobotDownloads(this);
        RobotResponseUrls = new RobotResponseUrls(this, MediaStore);
        Robots = [.. options.Robots.Select(r => new WeComRobotChats(this, r, MediaStore, RobotDownloads))];
    }

    /// <summary>The company that is played.</summary>
    public WeComDoubleOptions Options { get; }

    /// <summary>Person-messages that the platform would drop without an error because a member got too many.</summary>
    public int SilentlyDropped => _silentlyDropped;

    /// <summary>Where smart robots open their long connection.</summary>
    public Uri RobotEndpoint => new UriBuilder(new Uri(BaseUrl, RobotSockets.Path)) { Scheme = "ws" }.Uri;

    /// <summary>The smart robots of the company, as in the options.</summary>
    public IReadOnlyList<WeComRobotChats> Robots { get; }

    /// <summary>The chats of members with the first smart robot.</summary>
    public WeComRobotChats Robot => Robots[0];

    /// <summary>Starts listening.</summary>
    /// <param name="options">The company; null plays the demo company.</param>
    /// <param name="clock">Time for tokens, windows and rates; null is the system's.</param>
    /// <param name="ct">Gives up starting.</param>
    public static async Task<WeComDouble> StartAsync(
        WeComDoubleOptions? options = null, TimeProvider? clock = null, CancellationToken ct = default)
    {
        var platform = new WeComDouble(options ?? new WeComDoubleOptions(), clock ?? TimeProvider.System);
        await platform.ListenOnAsync(platform.Options.ListenOn, platform.Options.Control, platform.Map, ct);
        return platform;
    }

    /// <summary>Makes every access token unknown: calls give 40014 until a new one is fetched.</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <summary>Ends every access token now: calls give 42001 until a new one is fetched.</summary>
    public void ExpireTokens() => _tokens.Expire(Clock.GetUtcNow());

    /// <summary>A response code as it comes with a click on a card: one use, 72 h.</summary>
    public string IssueResponseCode() => _responseCodes.Issue(Clock.GetUtcNow());

    internal WeComMedia MediaStore { get; }

    internal RobotDownloads RobotDownloads { get; }

    internal RobotResponseUrls RobotResponseUrls { get; }

    internal void CountDropped(int persons) => Interlocked.Add(ref _silentlyDropped, persons);

    private protected override Answer Render(Failure failure, ApiCall call) => failure switch
    {
        { Body: { } body } => Answer.Text(body, (int)failure.Status),
        { Number: { } number } => WeComErrors.Error(number, call),
        _ => Answer.Text($"<html><body>{(int)failure.Status}</body></html>", (int)failure.Status),
    };

    private protected override Answer WrongMethod(string expected, ApiCall call) =>
        WeComErrors.Error(expected == "GET" ? 43001 : 43002, call);

    private void Map(IEndpointRouteBuilder app)
    {
        var content = new WeComContent(this, MediaStore);
        _tokens.Map(app);
        MediaStore.Map(app);
        RobotDownloads.Map(app);
        RobotResponseUrls.Map(app);
        new RobotSockets(this, Robots).Map(app);
        if (Options.Control)
        {
            new RobotControl(this).Map(app);
        }

        new WeComAppMessages(this, _tokens, content, _responseCodes).Map(app);
        new WeComWebhooks(this, content).Map(app);
        new WeComAppChats(this, _tokens, content).Map(app);
        new WeComRoster(this, _tokens).Map(app);
        new WeComMenus(this, _tokens).Map(app);
    }
}
