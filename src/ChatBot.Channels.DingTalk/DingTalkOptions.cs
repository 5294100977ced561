using ChatBot.Channels.DingTalk.Webhook;

namespace ChatBot.Channels.DingTalk;

/// <summary>How the app robot receives messages (消息接收模式); one mode per robot, chosen in the console.</summary>
public enum DingTalkMode
{
    /// <summary>Over a connection that the bot opens (Stream 模式): no public address is needed.</summary>
    Stream,

    /// <summary>DingTalk posts to <c>/callbacks/dingtalk/robot/{name}</c> (HTTP 模式).</summary>
    Callback,
}

/// <summary>
/// One DingTalk account: section <c>Channels:DingTalk:{name}</c>. It has an app robot (AppKey, AppSecret), custom
/// webhooks, or both. A null in a settings file counts as empty.
/// </summary>
public sealed class DingTalkOptions
{
    /// <summary>The section that holds one subsection per account.</summary>
    public const string Section = "Channels:DingTalk";

    /// <summary>The organisation (CorpId): apps with the same one share the month's budgets; card callbacks of another one are refused.</summary>
    public string CorpId { get; set => field = value ?? ""; } = "";

    /// <summary>AppKey (Client ID) of the in-house app; empty for an account of custom webhooks alone.</summary>
    public string AppKey { get; set => field = value ?? ""; } = "";

    /// <summary>AppSecret (Client Secret): signs the callbacks and buys tokens.</summary>
    public string AppSecret { get; set => field = value ?? ""; } = "";

    /// <summary>A file that holds <see cref="AppSecret"/>, instead of it.</summary>
    public string AppSecretFile { get; set => field = value ?? ""; } = "";

    /// <summary>The robot's code; default the AppKey, which it normally equals.</summary>
    public string RobotCode { get; set => field = value ?? ""; } = "";

    /// <summary>How messages come in; default <see cref="DingTalkMode.Stream"/>, so <c>Callback</c> has to be chosen.</summary>
    public DingTalkMode Mode { get; set; } = DingTalkMode.Stream;

    /// <summary>Base of the new API; default <c>https://api.dingtalk.com</c>. Https, or http on loopback.</summary>
    public Uri? ApiBaseUrl { get; set; }

    /// <summary>
    /// Base of the old API, of session webhooks and custom webhooks; default <c>https://oapi.dingtalk.com</c>. Session
    /// webhooks of any other origin are refused. Https, or http on loopback.
    /// </summary>
    public Uri? OapiBaseUrl { get; set; }

    /// <summary>The connection of stream mode.</summary>
    public DingTalkStreamOptions Stream { get; set; } = new();

    /// <summary>How buttons are shown.</summary>
    public DingTalkCardOptions Cards { get; set; } = new();

    /// <summary>API calls that the organisation may make in a month, all its apps together; default 5,000 (standard edition).</summary>
    public int MonthlyApiCalls { get; set; } = 5_000;

    /// <summary>"Webhook &amp; Stream" messages of the organisation in a month; default 3,000 (standard edition).</summary>
    public int MonthlyStreamMessages { get; set; } = 3_000;

    /// <summary>Custom group robots (自定义机器人) by alias.</summary>
    public Dictionary<string, DingTalkWebhookOptions> GroupWebhooks { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the account has an app robot, not webhooks alone.</summary>
    internal bool HasApp => AppKey.Length > 0 || AppSecret.Length > 0 || AppSecretFile.Length > 0 || RobotCode.Length > 0;
}

/// <summary>Stream mode: <c>Channels:DingTalk:{name}:Stream</c>.</summary>
public sealed class DingTalkStreamOptions
{
    /// <summary>
    /// Whether only one replica at a time connects. Default no: the platform pushes each message to one of the connections,
    /// and any replica can serve it.
    /// </summary>
    public bool Leader { get; set; }
}

/// <summary>Interactive cards (互动卡片): <c>Channels:DingTalk:{name}:Cards</c>.</summary>
public sealed class DingTalkCardOptions
{
    /// <summary>Id of the published card template; without one buttons are words to type.</summary>
    public string TemplateId { get; set => field = value ?? ""; } = "";

    /// <summary>In callback mode: the name under which the address of the card callbacks is registered; default the account's name.</summary>
    public string CallbackRouteKey { get; set => field = value ?? ""; } = "";

    /// <summary>
    /// In callback mode: the public https address of <c>/callbacks/dingtalk/robot/{name}/cards</c>, registered at the start; null
    /// when somebody registered it by hand.
    /// </summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>In callback mode: the secret that signs card callbacks (apiSecret of the registration).</summary>
    public string CallbackSecret { get; set => field = value ?? ""; } = "";

    /// <summary>A file that holds <see cref="CallbackSecret"/>, instead of it.</summary>
    public string CallbackSecretFile { get; set => field = value ?? ""; } = "";
}

/// <summary>A custom group robot: <c>Channels:DingTalk:{name}:GroupWebhooks:{alias}</c>.</summary>
public sealed class DingTalkWebhookOptions
{
    /// <summary>The <c>access_token</c> of the webhook address: a secret.</summary>
    public string AccessToken { get; set => field = value ?? ""; } = "";

    /// <summary>A file that holds <see cref="AccessToken"/>, instead of it.</summary>
    public string AccessTokenFile { get; set => field = value ?? ""; } = "";

    /// <summary>The secret (<c>SEC…</c>) of the security setting "signature" (加签); empty when the robot uses another one.</summary>
    public string Secret { get; set => field = value ?? ""; } = "";

    /// <summary>A file that holds <see cref="Secret"/>, instead of it.</summary>
    public string SecretFile { get; set => field = value ?? ""; } = "";

    /// <summary>How its messages look; default plain words.</summary>
    public DingTalkWebhookStyle Style { get; set; }

    /// <summary>
    /// With the style <see cref="DingTalkWebhookStyle.Card"/>: the name of the app robot in the same group, which the buttons
    /// mention so that it hears them; empty for no buttons.
    /// </summary>
    public string RobotName { get; set => field = value ?? ""; } = "";
}
