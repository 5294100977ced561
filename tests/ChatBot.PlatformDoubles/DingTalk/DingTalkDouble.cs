using System.Text.Json;
using ChatBot.PlatformDoubles.DingTalk;
using ChatBot.PlatformDoubles.DingTalk.Cards;
using ChatBot.PlatformDoubles.DingTalk.Stream;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles;

/// <summary>Stands in for <c>api.dingtalk.com</c> and <c>oapi.dingtalk.com</c> over real HTTP, both under one address.</summary>
public sealed class DingTalkDouble : PlatformDouble
{
    private readonly DingTalkTokens _tokens;
    private readonly DingTalkSessions _sessions;
    private readonly SentMessages _sent = new();
    private readonly DingTalkRobotSends _sends;
    private readonly DingTalkFiles _files;
    private DingTalkControl? _control;

    private DingTalkDouble(DingTalkDoubleOptions options, TimeProvider clock)
        : base("dingtalk", clock)
    {
        Options = options;
        Apps = options.Apps;
        Quotas = new DingTalkQuotas(options, clock);
        Rate = new SlidingWindow(options.CallsPerSecond, TimeSpan.FromSeconds(1));
        Streams = [.. Apps.Select(app => new DingTalkStream(this, app))];
        _tokens = new DingTalkTokens(this);
        _sessions = new DingTalkSessions(this);
        _sends = new DingTalkRobotSends(this, _tokens, _sent);
        _files = new DingTalkFiles(this, _tokens);
        Cards = new DingTalkCards(this, _tokens);
    }

    /// <summary>The organisation that is played.</summary>
    public DingTalkDoubleOptions Options { get; }

    /// <summary>What was used up this month.</summary>
    public DingTalkQuota Quota => Quotas.ThisMonth;

    /// <summary>Where stream clients connect, once they have a ticket.</summary>
    public Uri StreamEndpoint => new UriBuilder(new Uri(BaseUrl, DingTalkGateway.ConnectPath)) { Scheme = Uri.UriSchemeWs }.Uri;

    /// <summary>The stream connections of the main app.</summary>
    public DingTalkStream Stream => Streams[0];

    internal IReadOnlyList<DingTalkApp> Apps { get; }

    internal IReadOnlyList<DingTalkStream> Streams { get; }

    internal DingTalkCards Cards { get; }

    internal DingTalkQuotas Quotas { get; }

    internal SlidingWindow Rate { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="options">The organisation; null plays the demo organisation.</param>
    /// <param name="clock">Time for tokens, sessions, signatures, rates and quotas; null is the system's.</param>
    /// <param name="ct">Gives up starting.</param>
    public static async Task<DingTalkDouble> StartAsync(
        DingTalkDoubleOptions? options = null, TimeProvider? clock = null, CancellationToken ct = default)
    {
        var platform = new DingTalkDouble(options ?? new DingTalkDoubleOptions(), clock ?? TimeProvider.System);
        await platform.ListenOnAsync(platform.Options.ListenOn, platform.Options.Control, platform.Map, ct);
        return platform;
    }

    /// <summary>The stream connections of an app.</summary>
    /// <exception cref="InvalidOperationException">There is no such app.</exception>
    public DingTalkStream StreamOf(string appKey) => Streams.First(s => s.App.AppKey == appKey);

    /// <summary>A member writes to the main app's robot over stream; in a group (conversation id) he mentions it.</summary>
    public Task<DingTalkDelivery> SayAsync(string? user, string nick, string text, string? group = null, CancellationToken ct = default) =>
        Stream.SayAsync(user, nick, text, group, ct);

    /// <summary>A member presses a button (action id or label) of a card that the bot sent; see <see cref="DingTalkStream.TapAsync"/>.</summary>
    public Task<DingTalkDelivery> TapAsync(ReceivedMessage card, string button, string user, CancellationToken ct = default) =>
        Stream.TapAsync(card, button, user, ct: ct);

    /// <summary>An interactive card as this person sees it now: the public values and his private ones; null when it does not reach him.</summary>
    public DingTalkCardView? CardFor(string outTrackId, string userId) => Cards.For(outTrackId, userId);

    /// <summary>The next cards for this user or conversation do not arrive, though the call succeeds (<c>deliverResults[].success</c> is false).</summary>
    public void RefuseCardNext(string to, int count = 1) => Cards.RefuseNext(to, count);

    /// <summary>Makes every access token unknown (InvalidAuthentication, 40014).</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <summary>Ends every access token now (accesstoken.expired, 42001).</summary>
    public void ExpireTokens() => _tokens.Expire(Clock.GetUtcNow());

    /// <summary>A fresh reply address as it comes with a message, and its end.</summary>
    /// <param name="conversationId">Where the message was written.</param>
    /// <param name="staffId">Who wrote it; the receiver of replies in a single chat.</param>
    /// <param name="isGroup">Whether the conversation is a group.</param>
    public (Uri Webhook, DateTimeOffset Ends) IssueSession(string conversationId, string staffId, bool isGroup) =>
        _sessions.Issue(conversationId, staffId, isGroup);

    /// <summary>Ends every session now: replies give 300001.</summary>
    public void ExpireSessions() => _sessions.ExpireAll();

    /// <summary>The next private messages to this member come back as flow-controlled.</summary>
    public void FlowControlNext(string userId, int count = 1) => _sends.FlowControlNext(userId, count);

    /// <summary>These people have read a message that the bot sent through the API.</summary>
    public void MarkRead(ReceivedMessage message, params IReadOnlyList<string> users) => _sent.MarkRead(message.Id, users);

    /// <summary>Uses up what is left of the month's API calls (ApiCountLimitForOrg, 90020).</summary>
    public void UseUpApiCalls() => Quotas.UseUp(api: true);

    /// <summary>Uses up what is left of the month's webhook and stream messages: messages to the robot come without words.</summary>
    public void UseUpMessages() => Quotas.UseUp(api: false);

    /// <summary>Makes every download code and address unknown.</summary>
    public void ExpireDownloads() => _files.Expire();

    /// <summary>A download code as it comes with a picture or file to the main robot, or to that with the code given.</summary>
    public string IssueDownloadCode(byte[] content, string? robotCode = null) =>
        _files.IssueDownloadCode(content, robotCode ?? Options.RobotCode);

    /// <summary>The app with this key and secret; null when there is none.</summary>
    internal DingTalkApp? AppOf(string key, string secret) => Apps.FirstOrDefault(a => a.AppKey == key && a.AppSecret == secret);

    /// <summary>The openConversationId of a call, of a group that the robot is in.</summary>
    internal string RequireConversation(JsonElement body)
    {
        var id = body.Text("openConversationId");
        return id.Length == 0 ? throw DingTalkErrors.RefuseNew(400, "miss.param.openConversationId", "openConversationId")
            : IsGroup(id) ? id
            : throw DingTalkErrors.RefuseNew(400, "invalid.openConversationId", "openConversationId不合法");
    }

    /// <summary>Whether the robot is in this conversation.</summary>
    internal bool IsGroup(string conversation) =>
        Options.Groups.Count == 0 ? conversation.StartsWith("cid", StringComparison.Ordinal) : Options.Groups.Contains(conversation);

    /// <summary>The group in which a message is seen; null for a single chat.</summary>
    internal string? GroupOf(ReceivedMessage shown) => shown.Route == DingTalkRoutes.Webhook
        ? Options.Webhooks.First(w => w.AccessToken == shown.Via).Conversation
        : shown.To.StartsWith("cid", StringComparison.Ordinal) ? shown.To : null;

    /// <summary>The name of a member; the id where he is not listed.</summary>
    internal string NameOf(string user) => Options.Members.FirstOrDefault(m => m.UserId == user)?.Name ?? user;

    /// <summary>What the robot hears of words that a button makes a member say: in a group only those that mention it.</summary>
    /// <exception cref="InvalidOperationException">It hears nothing.</exception>
    internal static string Heard(string said, bool isGroup, DingTalkApp app)
    {
        var mention = "@" + app.RobotName;
        return !isGroup ? said
            : said.Contains(mention, StringComparison.Ordinal) ? said.Replace(mention, "", StringComparison.Ordinal).Trim()
            : throw new InvalidOperationException($"In a group the robot only hears what mentions it, and '{said}' has no {mention}.");
    }

    private protected override void Close()
    {
        Cards.Dispose();
        _control?.Dispose();
    }

    private protected override Answer Render(Failure failure, ApiCall call) => failure switch
    {
        { Body: { } body } => Answer.Text(body, (int)failure.Status),
        { Code: { } code } => DingTalkErrors.New((int)failure.Status, code, code),
        { Number: { } number } when !DingTalkErrors.IsNewStyle(call) => DingTalkErrors.Old(number),
        { Number: { } status and >= 400 and < 600 } => DingTalkErrors.New(status, "system.error", "未知的系统错误"),
        { Number: not null } => DingTalkErrors.New(400, "system.error", "未知的系统错误"),
        _ => Answer.Text($"<html><body>{(int)failure.Status}</body></html>", (int)failure.Status),
    };

    private protected override Answer WrongMethod(string expected, ApiCall call) => DingTalkErrors.IsNewStyle(call)
        ? DingTalkErrors.New(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")
        : DingTalkErrors.Old(expected == "GET" ? 43001 : 43002);

    private void Map(IEndpointRouteBuilder app)
    {
        _tokens.Map(app);
        _sends.Map(app);
        _sessions.Map(app);
        new DingTalkReadStates(this, _tokens, _sent).Map(app);
        _files.Map(app);
        Cards.Map(app);
        if (Options.Control)
        {
            _control = new DingTalkControl(this);
            _control.Map(app);
        }

        new DingTalkGateway(this, Streams).Map(app);
        new DingTalkWebhooks(this).Map(app);
        new DingTalkRoster(this, _tokens).Map(app);
    }
}
