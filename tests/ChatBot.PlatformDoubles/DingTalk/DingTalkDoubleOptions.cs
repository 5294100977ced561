using System.Net;

namespace ChatBot.PlatformDoubles;

/// <summary>The organisation that a <see cref="DingTalkDouble"/> plays. The defaults are the demo organisation of the README.</summary>
public sealed record DingTalkDoubleOptions
{
    /// <summary>Address to listen on; port 0 takes a free one.</summary>
    public IPEndPoint ListenOn { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Whether <c>/_double/…</c> is served, with which other processes read, clear, fail and set the clock.</summary>
    public bool Control { get; init; }

    public string CorpId { get; init; } = DingTalkDemo.CorpId;

    public string AppKey { get; init; } = DingTalkDemo.AppKey;

    public string AppSecret { get; init; } = DingTalkDemo.AppSecret;

    public string RobotCode { get; init; } = DingTalkDemo.RobotCode;

    /// <summary>Name of the robot, as members write it after an @.</summary>
    public string RobotName { get; init; } = DingTalkDemo.RobotName;

    /// <summary>Where a standalone double posts what members say by its switches (HTTP mode); null pushes it over stream.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>Further apps of the organisation, each with its robot; all of them share the monthly quota.</summary>
    public IReadOnlyList<DingTalkApp> MoreApps { get; init; } = [];

    /// <summary>Card templates of the organisation.</summary>
    public IReadOnlyList<DingTalkCardTemplate> CardTemplates { get; init; } = [new(DingTalkDemo.CardTemplateId)];

    /// <summary>How soon a card callback must be answered for the answer to count (real time).</summary>
    public TimeSpan CardAnswerWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the server pings on a stream connection (real time); 0 never.</summary>
    public TimeSpan StreamPingEvery { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a connection stays after its <c>disconnect</c> frame (real time).</summary>
    public TimeSpan StreamGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Group webhooks that exist.</summary>
    public IReadOnlyList<DingTalkWebhook> Webhooks { get; init; } = [new(DingTalkDemo.WebhookToken, DingTalkDemo.WebhookSecret)];

    /// <summary>Conversations that the robot is in; empty takes every id that begins with <c>cid</c>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<DingTalkMember> Members { get; init; } = [];

    public IReadOnlyList<DingTalkDepartment> Departments { get; init; } = [new(1, "示例支部", 0)];

    /// <summary>Whether private messages reach user ids outside <see cref="Members"/>; by default only when no members are given.</summary>
    public bool? AcceptAnyUser { get; init; }

    /// <summary>Life of an access token.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(7200);

    /// <summary>Life of a session webhook.</summary>
    public TimeSpan SessionLife { get; init; } = TimeSpan.FromSeconds(5400);

    /// <summary>Calls a second of the app; standard edition 20. 0 switches the limit off.</summary>
    public int CallsPerSecond { get; init; } = 20;

    /// <summary>Messages a minute and webhook; the next one blocks it for 10 minutes. 0 switches the limit off.</summary>
    public int WebhookPerMinute { get; init; } = 20;

    /// <summary>Counted API calls a calendar month; standard edition 5,000.</summary>
    public int MonthlyApiCalls { get; init; } = 5000;

    /// <summary>Webhook and stream messages a calendar month; standard edition 3,000.</summary>
    public int MonthlyWebhookAndStream { get; init; } = 3000;

    /// <summary>All apps, the main one first.</summary>
    internal IReadOnlyList<DingTalkApp> Apps => [new DingTalkApp(AppKey, AppSecret, RobotCode) { RobotName = RobotName }, .. MoreApps];

    internal bool TakesAnyUser => AcceptAnyUser ?? Members.Count == 0;

    internal bool Knows(string userId) => TakesAnyUser || Members.Any(m => m.UserId == userId);
}

/// <summary>An in-house app with its robot.</summary>
/// <param name="AppKey">AppKey, also called ClientID.</param>
/// <param name="AppSecret">AppSecret, also called ClientSecret.</param>
/// <param name="RobotCode">Code of its robot; normally the same as the AppKey.</param>
public sealed record DingTalkApp(string AppKey, string AppSecret, string RobotCode)
{
    /// <summary>Name of the robot, as members write it after an @.</summary>
    public string RobotName { get; init; } = DingTalkDemo.RobotName;
}

/// <summary>A group webhook (自定义机器人).</summary>
/// <param name="AccessToken">The token in its address.</param>
/// <param name="Secret">Secret for the signature; null when signatures are not asked for.</param>
/// <param name="Keywords">Words of which one must occur; empty asks for none.</param>
public sealed record DingTalkWebhook(string AccessToken, string? Secret = null, params IReadOnlyList<string> Keywords)
{
    /// <summary>The group that it writes to.</summary>
    public string Conversation { get; init; } = DingTalkDemo.GroupConversation;
}

/// <summary>A member of the organisation.</summary>
/// <param name="UserId">userid, also called staffId.</param>
/// <param name="Name">Display name.</param>
/// <param name="Departments">Department ids.</param>
public sealed record DingTalkMember(string UserId, string Name, params IReadOnlyList<long> Departments)
{
    public string Mobile { get; init; } = "";

    public string Title { get; init; } = "";

    public bool IsLeader { get; init; }
}

/// <summary>A department; the root has id 1.</summary>
public sealed record DingTalkDepartment(long Id, string Name, long ParentId);

/// <summary>Invented values that double, examples and demo share.</summary>
public static class DingTalkDemo
{
    public const string CorpId = "dingdemo0000corp0001";
    public const string AppKey = "dingdemo0000app00001";
    public const string AppSecret = "demo-app-secret-of-the-dingtalk-double";
    public const string RobotCode = "dingdemo0000app00001";
    public const string RobotName = "支部助手";

    /// <summary>A published template that takes any variables.</summary>
    public const string CardTemplateId = "00000000-0000-4000-8000-0000000000ca.schema";

    public const string WebhookToken = "0000000000000000000000000000000000000000000000000000000000000001";
    public const string WebhookSecret = "SECdemo-webhook-secret-of-the-dingtalk-double";

    /// <summary>A group that the callback client speaks in when none is named.</summary>
    public const string GroupConversation = "cidDemoGroup00000001==";
}
