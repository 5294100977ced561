using ChatBot.Channels.WeCom.Webhook;

namespace ChatBot.Channels.WeCom;

/// <summary>
/// One WeCom company as seen by the bot, section <c>Channels:WeCom:{name}</c>. Every part is optional: an account may
/// consist of group webhooks alone.
/// </summary>
public sealed class WeComOptions
{
    /// <summary>The configuration section that holds all accounts.</summary>
    public const string Section = "Channels:WeCom";

    /// <summary>The company's id (企业ID). Needed by <see cref="App"/>; callbacks for another company are refused.</summary>
    public string CorpId { get; set; } = "";

    /// <summary>
    /// Where the server API lives; the only host that the channel ever calls. Default
    /// <c>https://qyapi.weixin.qq.com</c>. Plain <c>http</c> is taken for the own machine only.
    /// </summary>
    public Uri ApiBaseUrl { get; set; } = new("https://qyapi.weixin.qq.com");

    /// <summary>The self-built app (自建应用): hears and says 1:1. Null when there is none.</summary>
    public WeComAppOptions? App { get; set; }

    /// <summary>The assistant of the address book (通讯录同步), for rosters beyond what the app sees. Null when there is none.</summary>
    public WeComContactsOptions? Contacts { get; set; }

    /// <summary>The smart robot (智能机器人): hears and says in 1:1 and in groups. Null when there is none.</summary>
    public WeComRobotOptions? Robot { get; set; }

    /// <summary>Group robots that only say (群机器人), by alias. Default none.</summary>
    public Dictionary<string, WeComWebhookOptions> GroupWebhooks { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A self-built app, section <c>Channels:WeCom:{name}:App</c>. Each secret may be given as a file instead.</summary>
public sealed class WeComAppOptions
{
    /// <summary>The app's number (AgentId). Required.</summary>
    public int AgentId { get; set; }

    /// <summary>The app's secret, with which access tokens are fetched. Required.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="Secret"/>.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Token of the callback (接收消息服务器). With <see cref="EncodingAesKey"/> or not at all: without, the app is deaf.</summary>
    public string Token { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="Token"/>.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>EncodingAESKey of the callback, 43 characters.</summary>
    public string EncodingAesKey { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="EncodingAesKey"/>.</summary>
    public string EncodingAesKeyFile { get; set; } = "";

    /// <summary>
    /// How far a callback's timestamp may be from the clock. Default null: any, because a turn is done once anyway and
    /// a host with a wrong clock should not fall silent. At least one minute where set; ten are generous.
    /// </summary>
    public TimeSpan? CallbackWindow { get; set; }

    /// <summary>
    /// Whether messages with buttons are shown as cards: replies by <c>message/send</c> while the platform takes such calls,
    /// else as text in the answer to the callback. Default true; off, all is words. Cards need a callback: their taps come by it.
    /// </summary>
    public bool Cards { get; set; } = true;

    /// <summary>
    /// Most messages to members a day, times recipients. The platform's own limit is 200 for each account of the company
    /// (page 90454); what exceeds it is dropped without a word. Default null: not counted.
    /// </summary>
    public int? DailyMessages { get; set; }

    /// <summary>Whether callbacks can be received.</summary>
    public bool CanHear => Token.Length > 0 && EncodingAesKey.Length > 0;
}

/// <summary>The assistant of the address book, section <c>Channels:WeCom:{name}:Contacts</c>.</summary>
public sealed class WeComContactsOptions
{
    /// <summary>Secret of 通讯录同步. Required.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="Secret"/>.</summary>
    public string SecretFile { get; set; } = "";
}

/// <summary>A group robot, section <c>Channels:WeCom:{name}:GroupWebhooks:{alias}</c>.</summary>
public sealed class WeComWebhookOptions
{
    /// <summary>The <c>key</c> of the webhook address: whoever has it can post to the group.</summary>
    public string Key { get; set; } = "";

    /// <summary>How messages look. Default plain words, which alone can ring for everybody.</summary>
    public WeComWebhookStyle Style { get; set; } = WeComWebhookStyle.Text;

    /// <summary>Path of a file that holds <see cref="Key"/>.</summary>
    public string KeyFile { get; set; } = "";
}
