namespace ChatBot.Channels.WeCom;

/// <summary>How a smart robot is reached. A robot is in one mode at a time: changing it on the platform ends the other.</summary>
public enum WeComRobotMode
{
    /// <summary>The bot opens a WebSocket to the platform (长连接): no public address needed, and it can send by itself.</summary>
    LongConnection,

    /// <summary>The platform calls <c>/callbacks/wecom/robot/{name}</c> (URL回调): the bot only answers.</summary>
    Callback,
}

/// <summary>A smart robot (智能机器人), section <c>Channels:WeCom:{name}:Robot</c>. Each secret may be given as a file instead.</summary>
public sealed class WeComRobotOptions
{
    /// <summary>Default <see cref="WeComRobotMode.LongConnection"/>.</summary>
    public WeComRobotMode Mode { get; set; } = WeComRobotMode.LongConnection;

    /// <summary>BotID. Required with the long connection.</summary>
    public string BotId { get; set; } = "";

    /// <summary>Secret of the long connection (not the token, not an app's secret). Required with it.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="Secret"/>.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Token of the callback. Required with it.</summary>
    public string Token { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="Token"/>.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>EncodingAESKey of the callback, 43 characters. Required with it.</summary>
    public string EncodingAesKey { get; set; } = "";

    /// <summary>Path of a file that holds <see cref="EncodingAesKey"/>.</summary>
    public string EncodingAesKeyFile { get; set; } = "";

    /// <summary>
    /// Where the long connection goes. Default <c>wss://openws.work.weixin.qq.com</c>; a private deployment has its own.
    /// Plain <c>ws</c> is taken for the own machine only.
    /// </summary>
    public Uri Endpoint { get; set; } = new("wss://openws.work.weixin.qq.com");

    /// <summary>How far a callback's timestamp may be from the clock. Default null: any. At least one minute where set.</summary>
    public TimeSpan? CallbackWindow { get; set; }

    /// <summary>
    /// Hosts from which files of members may be loaded, beside those of <see cref="WeComOptions.ApiBaseUrl"/>: a name, or
    /// a domain with its subdomains when it begins with a dot. Default those where the platform keeps them.
    /// </summary>
    public IList<string> MediaHosts { get; } = [];
}
