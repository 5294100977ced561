using ChatBot.PlatformDoubles.DingTalk;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles;

/// <summary>What an organisation has used up in the running calendar month (Beijing time).</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="ApiCalls">Counted API calls: sends, recalls, uploads, downloads.</param>
/// <param name="WebhookAndStream">Messages to the robot, replies to session webhooks, group webhook messages.</param>
public sealed record DingTalkQuota(DateOnly Month, int ApiCalls, int WebhookAndStream);

/// <summary>Stands in for <c>api.dingtalk.com</c> and <c>oapi.dingtalk.com</c> over real HTTP, both under one address.</summary>
public sealed class DingTalkDouble : PlatformDouble
{
    private static readonly TimeSpan BeijingTime = TimeSpan.FromHours(8);
    private readonly Lock _gate = new();
    private readonly DingTalkTokens _tokens;
    private readonly DingTalkSessions _sessions;
    private readonly DingTalkRobotSends _sends;
    private readonly DingTalkFiles _files;
    private DingTalkQuota _quota = new(DateOnly.MinValue, 0, 0);

    private DingTalkDouble(DingTalkDoubleOptions options, TimeProvider clock)
        : base("dingtalk", clock)
    {
        Options = options;
        Rate = new SlidingWindow(options.CallsPerSecond, TimeSpan.FromSeconds(1));
        _tokens = new DingTalkTokens(this);
        _sessions = new DingTalkSessions(this);
        _sends = new DingTalkRobotSends(this, _tokens);
        _files = new DingTalkFiles(this, _tokens);
    }

    /// <summary>The organisation that is played.</summary>
    public DingTalkDoubleOptions Options { get; }

    /// <summary>What was used up this month.</summary>
    public DingTalkQuota Quota
    {
        get
        {
            lock (_gate)
            {
                return _quota = ThisMonth();
            }
        }
    }

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

    /// <summary>A download code as it comes with a picture or file.</summary>
    public string IssueDownloadCode(byte[] content) => _files.IssueDownloadCode(content);

    internal bool TrySpendApiCall()
    {
        lock (_gate)
        {
            var quota = ThisMonth();
            var left = quota.ApiCalls < Options.MonthlyApiCalls;
            _quota = left ? quota with { ApiCalls = quota.ApiCalls + 1 } : quota;
            return left;
        }
    }

    internal bool TrySpendWebhookOrStream()
    {
        lock (_gate)
        {
            var quota = ThisMonth();
            var left = quota.WebhookAndStream < Options.MonthlyWebhookAndStream;
            _quota = left ? quota with { WebhookAndStream = quota.WebhookAndStream + 1 } : quota;
            return left;
        }
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

    private DingTalkQuota ThisMonth()
    {
        var today = Clock.GetUtcNow().ToOffset(BeijingTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        return _quota.Month == month ? _quota : new DingTalkQuota(month, 0, 0);
    }

    private void Map(IEndpointRouteBuilder app)
    {
        _tokens.Map(app);
        _sends.Map(app);
        _sessions.Map(app);
        _files.Map(app);
        new DingTalkWebhooks(this).Map(app);
        new DingTalkRoster(this, _tokens).Map(app);
    }
}
