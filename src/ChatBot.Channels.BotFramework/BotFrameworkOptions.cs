namespace ChatBot.Channels.BotFramework;

/// <summary>What kind of app registration the bot has.</summary>
public enum BotFrameworkAppType
{
    /// <summary>Of any organisation; the platform no longer makes new ones.</summary>
    MultiTenant,

    /// <summary>Of one organisation: <see cref="BotFrameworkOptions.MicrosoftAppTenantId"/>.</summary>
    SingleTenant,

    /// <summary>A managed identity of the machine, without a password.</summary>
    UserAssignedMSI,
}

/// <summary>
/// One bot registration: section <c>Channels:BotFramework:{name}</c>. A null in a settings file counts as empty.
/// </summary>
public sealed class BotFrameworkOptions
{
    /// <summary>The section that holds one subsection per account.</summary>
    public const string Section = "Channels:BotFramework";

    /// <summary>The registration's app id; empty only in the Development environment, where then nobody proves who he is.</summary>
    public string MicrosoftAppId { get; set => field = value ?? ""; } = "";

    /// <summary>Its client secret; not used with <see cref="BotFrameworkAppType.UserAssignedMSI"/>.</summary>
    public string MicrosoftAppPassword { get; set => field = value ?? ""; } = "";

    /// <summary>A file that holds <see cref="MicrosoftAppPassword"/>, instead of it.</summary>
    public string MicrosoftAppPasswordFile { get; set => field = value ?? ""; } = "";

    /// <summary>The kind of registration; default <see cref="BotFrameworkAppType.MultiTenant"/>.</summary>
    public BotFrameworkAppType MicrosoftAppType { get; set; }

    /// <summary>The organisation of the registration; needed unless it is multi-tenant.</summary>
    public string MicrosoftAppTenantId { get; set => field = value ?? ""; } = "";

    /// <summary>
    /// Addresses of connectors that may be called, in place of the public ones (<c>smba.trafficmanager.net</c> and
    /// <c>*.botframework.com</c>): scheme, host and port exactly, the path as a beginning. Loopback is allowed in
    /// Development besides.
    /// </summary>
    public List<string> ServiceUrls { get; } = [];

    /// <summary>
    /// The clients that are heard, by channel id (<c>msteams</c>, <c>webchat</c>, …); default all but <c>webchat</c> and
    /// <c>directline</c>, whose pages may say by themselves who the user is. Without an app id all are heard.
    /// </summary>
    public List<string> ChannelIds { get; } = [];
}
