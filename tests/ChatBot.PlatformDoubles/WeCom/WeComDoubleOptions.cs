using System.Net;

namespace ChatBot.PlatformDoubles;

/// <summary>The company that a <see cref="WeComDouble"/> plays. The defaults are the demo company of the README.</summary>
public sealed record WeComDoubleOptions
{
    /// <summary>Address to listen on; port 0 takes a free one.</summary>
    public IPEndPoint ListenOn { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Whether <c>/_double/…</c> is served, with which other processes read, clear, fail and set the clock.</summary>
    public bool Control { get; init; }

    public string CorpId { get; init; } = WeComDemo.CorpId;

    /// <summary>The self-built apps (自建应用) with their secrets.</summary>
    public IReadOnlyList<WeComApp> Apps { get; init; } = [new(WeComDemo.AgentId, WeComDemo.Secret)];

    /// <summary>The contact-sync secret (通讯录同步secret): may list ids, may not send.</summary>
    public string ContactSecret { get; init; } = WeComDemo.ContactSecret;

    /// <summary>Keys of the group robots (群机器人) that exist.</summary>
    public IReadOnlyCollection<string> WebhookKeys { get; init; } = [WeComDemo.WebhookKey];

    /// <summary>The smart robots (智能机器人) in long-connection mode.</summary>
    public IReadOnlyList<WeComRobot> Robots { get; init; } = [new(WeComDemo.BotId, WeComDemo.RobotSecret)];

    public IReadOnlyList<WeComMember> Members { get; init; } = [];

    public IReadOnlyList<WeComDepartment> Departments { get; init; } = [new(1, "示例支部", 0)];

    /// <summary>Whether messages to user ids outside <see cref="Members"/> arrive; by default only when no members are given.</summary>
    public bool? AcceptAnyUser { get; init; }

    /// <summary>Life of an access token; the platform says about 7,200 s.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(7200);

    /// <summary>Messages a minute and group robot before 45009; 0 switches the limit off.</summary>
    public int WebhookPerMinute { get; init; } = 20;

    /// <summary>App messages a minute and member; what exceeds is dropped without an error. 0 switches it off.</summary>
    public int AppPerMemberAndMinute { get; init; } = 30;

    /// <summary>Whether app messages that ask for the duplicate check get one; off for a clock that lives through the same hour twice.</summary>
    public bool ChecksDuplicates { get; init; } = true;

    /// <summary>Replies and pushes of a smart robot a minute and chat before 45009, and 1,000 an hour; 0 switches both off.</summary>
    public int RobotPerChatAndMinute { get; init; } = 30;

    /// <summary>Whether each refresh of a stream counts as a message; the pages do not say, so only its first frame does.</summary>
    public bool RobotRefreshesCount { get; init; }

    /// <summary>Whether the caller's address is among the app's trusted ones (企业可信IP); if not, every call but gettoken gives 60020.</summary>
    public bool CallerIsTrusted { get; init; } = true;

    internal bool TakesAnyUser => AcceptAnyUser ?? Members.Count == 0;
}

/// <summary>A self-built app.</summary>
/// <param name="AgentId">Its number.</param>
/// <param name="Secret">Its secret for gettoken.</param>
public sealed record WeComApp(int AgentId, string Secret)
{
    /// <summary>Whether a callback address is set; without one interactive cards give 43012.</summary>
    public bool HasCallback { get; init; } = true;

    /// <summary>Whether the visible scope is the root department; without it appchat gives 48002.</summary>
    public bool SeesWholeCompany { get; init; } = true;
}

/// <summary>A smart robot.</summary>
/// <param name="BotId">Its BotID; <c>aibotid</c> in callbacks.</param>
/// <param name="Secret">The Secret of the long connection.</param>
public sealed record WeComRobot(string BotId, string Secret)
{
    /// <summary>Its name; members of a group write it behind an @.</summary>
    public string Name { get; init; } = WeComDemo.RobotName;

    /// <summary>The bot's callback settings, for the control endpoints of a standalone double; null is the long connection.</summary>
    public WeComRobotCallback? Callback { get; init; }
}

/// <summary>Callback settings of a smart robot in URL mode.</summary>
public sealed record WeComRobotCallback(Uri Url, string Token, string EncodingAesKey);

/// <summary>A member of the company.</summary>
/// <param name="UserId">1–64 of letters, digits and <c>_-@.</c>, unique ignoring case.</param>
/// <param name="Name">Display name.</param>
/// <param name="Departments">Department ids; the first is the main one.</param>
public sealed record WeComMember(string UserId, string Name, params IReadOnlyList<int> Departments)
{
    public string Position { get; init; } = "";

    public bool IsLeader { get; init; }

    /// <summary>1 active, 2 disabled, 4 not activated, 5 left.</summary>
    public int Status { get; init; } = 1;
}

/// <summary>A department; the root has id 1 and parent 0.</summary>
public sealed record WeComDepartment(int Id, string Name, int ParentId);

/// <summary>Invented values that double, examples and demo share.</summary>
public static class WeComDemo
{
    public const string CorpId = "wwdemo00000000000001";
    public const int AgentId = 1000002;
    public const string Secret = "demo-app-secret-of-the-wecom-double";
    public const string ContactSecret = "demo-contact-secret-of-the-wecom-double";
    public const string WebhookKey = "00000000-0000-4000-8000-000000000001";

    public const string BotId = "aibDemo00000000000000000000000001";
    public const string RobotSecret = "demo-long-connection-secret-of-the-wecom-double";
    public const string RobotName = "支部助手";

    /// <summary>Token of the smart robot's callback settings (URL mode).</summary>
    public const string RobotToken = "DemoRobotCallbackToken01";

    /// <summary>EncodingAESKey of the smart robot's callback settings (URL mode), 43 characters.</summary>
    public const string RobotEncodingAesKey = "DemoEncodingAesKeyForTheLocalSmartRobot456A";

    /// <summary>Token of the callback settings.</summary>
    public const string Token = "DemoCallbackToken01";

    /// <summary>EncodingAESKey of the callback settings, 43 characters.</summary>
    public const string EncodingAesKey = "DemoEncodingAesKeyForTheLocalDoubleOnly123A";
}
