using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom;

/// <summary>What the channel says to the operator: ids, codes and counts, never names, words, tokens or keys.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "WeCom: no account under Channels:WeCom, the channel is off.")]
    public static partial void NotConfigured(this ILogger logger);

    [LoggerMessage(2001, LogLevel.Warning, "WeCom {Account}: callback refused ({Reason}); {Refused} refused since the last of these lines.")]
    public static partial void CallbackRefused(this ILogger logger, string account, string reason, long refused);

    [LoggerMessage(2002, LogLevel.Error, "WeCom {Account}: a callback with a good signature makes no sense: {Fault}.")]
    public static partial void CallbackMalformed(this ILogger logger, string account, string fault);

    [LoggerMessage(2003, LogLevel.Debug, "WeCom {Account}: {MsgType} {Event} needs no answer.")]
    public static partial void CallbackIgnored(this ILogger logger, string account, string msgType, string @event);

    [LoggerMessage(2004, LogLevel.Information, "WeCom {Account}: address of the callback verified.")]
    public static partial void AddressVerified(this ILogger logger, string account);

    [LoggerMessage(2005, LogLevel.Warning, "WeCom {Account}: message {MessageId} not kept ({Status}); the platform is asked to repeat it.")]
    public static partial void TurnNotKept(this ILogger logger, string account, string messageId, string status);

    [LoggerMessage(2006, LogLevel.Warning, "WeCom {Account}: long reply to message {MessageId} cut after part {Part} of {Parts} ({Code}).")]
    public static partial void LongReplyCut(this ILogger logger, string account, string messageId, int part, int parts, string code);

    [LoggerMessage(2010, LogLevel.Debug, "WeCom {Account}: access token fetched, good for {Lifetime}.")]
    public static partial void TokenFetched(this ILogger logger, string account, TimeSpan lifetime);

    [LoggerMessage(2011, LogLevel.Error, "WeCom {Account}: no access token ({Code}); not asking again before {Until:O}, because repeated wrong secrets lock this host out.")]
    public static partial void TokenRefused(this ILogger logger, string account, string code, DateTimeOffset until);

    [LoggerMessage(2012, LogLevel.Information, "WeCom {Account}: access token refused ({Code}), renewing it once.")]
    public static partial void TokenRenewed(this ILogger logger, string account, string code);

    [LoggerMessage(2013, LogLevel.Warning, "WeCom {Account}: {Operation} failed: {Failure} {Code}.")]
    public static partial void CallFailed(this ILogger logger, string account, string operation, string failure, string code);

    [LoggerMessage(2014, LogLevel.Error, "WeCom {Account}: the platform does not trust this host's address {Address}; enter it at the app under 企业可信IP.")]
    public static partial void AddressNotTrusted(this ILogger logger, string account, string address);

    [LoggerMessage(2015, LogLevel.Warning, "WeCom {Account}: reply to message {MessageId} not sent as a card ({Code}); answered in text.")]
    public static partial void CardReplyFailed(this ILogger logger, string account, string messageId, string code);

    [LoggerMessage(2016, LogLevel.Warning, "WeCom {Account}: the platform reports {Event}: an app that hardly anybody uses is switched off. See the app's page in the admin console.")]
    public static partial void AppMayBeSwitchedOff(this ILogger logger, string account, string @event);
}
