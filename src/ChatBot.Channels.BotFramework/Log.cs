using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.BotFramework;

/// <summary>Everything the channel logs: accounts and codes, never words, names, ids of people, addresses or tokens. Event ids 4000–4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Bot Framework account {Account}: app registration of the type {Type}.")]
    public static partial void AccountConfigured(ILogger logger, string account, BotFrameworkAppType type);

    [LoggerMessage(4001, LogLevel.Warning, "Bot Framework account {Account} has no app id: whoever reaches /api/messages may speak as anybody. Development only.")]
    public static partial void NobodyProven(ILogger logger, string account);

    [LoggerMessage(4010, LogLevel.Warning, "A call of /api/messages was refused: its token is missing, wrong, or for another bot; compare MicrosoftAppId with the registration, and this machine's clock.")]
    public static partial void NotAuthenticated(ILogger logger);

    [LoggerMessage(4011, LogLevel.Warning, "Bot Framework account {Account}: a call was refused, its body is larger than {Limit} bytes.")]
    public static partial void BodyTooLarge(ILogger logger, string account, int limit);

    [LoggerMessage(4012, LogLevel.Warning, "Bot Framework account {Account}: a call was refused, its body is not the JSON of an activity, or lacks type, channelId, conversation or from.")]
    public static partial void Malformed(ILogger logger, string account);

    [LoggerMessage(4013, LogLevel.Warning, "Bot Framework account {Account}: a call was refused, its serviceUrl is not allowed; see ServiceUrls.")]
    public static partial void ServiceUrlRefused(ILogger logger, string account);

    [LoggerMessage(4014, LogLevel.Warning, "Bot Framework account {Account}: a call was refused, its client is not heard; see ChannelIds.")]
    public static partial void ClientNotHeard(ILogger logger, string account);

    [LoggerMessage(4015, LogLevel.Error, "Bot Framework account {Account}: a caller could not be checked; login.botframework.com and login.microsoftonline.com have to be reached from this machine.")]
    public static partial void CallerNotChecked(ILogger logger, Exception exception, string account);

    [LoggerMessage(4020, LogLevel.Warning, "Bot Framework account {Account}: a message ended as {Status} and is left to a repeat.")]
    public static partial void LeftToRepeat(ILogger logger, string account, TurnStatus status);

    [LoggerMessage(4021, LogLevel.Error, "Bot Framework account {Account}: a message took too long and is left to a repeat.")]
    public static partial void TookTooLong(ILogger logger, string account);

    [LoggerMessage(4022, LogLevel.Error, "Bot Framework account {Account}: an answer was not sent, or nobody knows ({Category}, {Code}).")]
    public static partial void ReplyNotSent(ILogger logger, string account, FailureCategory category, string code);

    [LoggerMessage(4023, LogLevel.Warning, "Bot Framework account {Account}: where a person can be spoken to was not kept; the next message keeps it.")]
    public static partial void ReferenceNotKept(ILogger logger, Exception exception, string account);

    [LoggerMessage(4030, LogLevel.Warning, "Bot Framework account {Account}: a send failed as {Category}, code {Code}.")]
    public static partial void CallFailed(ILogger logger, string account, FailureCategory category, string code);
}
