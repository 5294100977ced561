using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>Everything the channel logs: ids and codes, never words, names, addresses or tokens.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "No DingTalk account is configured; the channel neither hears nor sends.")]
    public static partial void NothingConfigured(ILogger logger);

    [LoggerMessage(3001, LogLevel.Information, "DingTalk account {Account}: app robot {HasApp}, custom webhooks {Webhooks}.")]
    public static partial void AccountConfigured(ILogger logger, string account, bool hasApp, int webhooks);

    [LoggerMessage(3010, LogLevel.Warning, "DingTalk callback for {Account} refused: bad signature or time; compare AppSecret with the console, and this machine's clock. Said once a minute.")]
    public static partial void BadSignature(ILogger logger, string account);

    [LoggerMessage(3011, LogLevel.Warning, "DingTalk callback for {Account} refused: the body is larger than {Limit} bytes.")]
    public static partial void BodyTooLarge(ILogger logger, string account, int limit);

    [LoggerMessage(3012, LogLevel.Warning, "DingTalk callback for {Account} refused: the body is not the JSON of a robot message.")]
    public static partial void NotJson(ILogger logger, string account);

    [LoggerMessage(3013, LogLevel.Warning, "DingTalk callback for {Account}, message {MessageId}, makes no sense: field {Field}.")]
    public static partial void Malformed(ILogger logger, string account, string? messageId, string field);

    [LoggerMessage(3014, LogLevel.Warning, "DingTalk callback for {Account} refused: it is meant for another robot; compare RobotCode with the console.")]
    public static partial void ForeignRobot(ILogger logger, string account);

    [LoggerMessage(3015, LogLevel.Error, "DingTalk callback for {Account} refused: the body is encrypted; switch off the encryption of robot messages in the console.")]
    public static partial void EncryptedBody(ILogger logger, string account);

    [LoggerMessage(3020, LogLevel.Error, "DingTalk account {Account}: the organisation's monthly Webhook & Stream quota is used up, message {MessageId} came without words.")]
    public static partial void QuotaUsedUp(ILogger logger, string account, string? messageId);

    [LoggerMessage(3021, LogLevel.Warning, "DingTalk account {Account}: message {MessageId} has no senderStaffId and is not answered; publish the robot, and use internal groups. Said once a day.")]
    public static partial void NoIdentity(ILogger logger, string account, string? messageId);

    [LoggerMessage(3030, LogLevel.Warning, "DingTalk account {Account}: the session webhook of message {MessageId} does not lead to OapiBaseUrl and is not used; the API is. Said once a day.")]
    public static partial void SessionWebhookRefused(ILogger logger, string account, string messageId);

    [LoggerMessage(3031, LogLevel.Warning, "DingTalk account {Account}: it is unknown whether the answer to message {MessageId} arrived ({Code}); it is not sent again.")]
    public static partial void ReplyInDoubt(ILogger logger, string account, string messageId, string code);

    [LoggerMessage(3032, LogLevel.Error, "DingTalk account {Account}: the answer to message {MessageId} could not be sent ({Code}).")]
    public static partial void ReplyNotSent(ILogger logger, string account, string messageId, string code);

    [LoggerMessage(3033, LogLevel.Error, "DingTalk account {Account}: message {MessageId} took too long and is left to a repeat.")]
    public static partial void TookTooLong(ILogger logger, string account, string messageId);

    [LoggerMessage(3034, LogLevel.Warning, "DingTalk account {Account}: message {MessageId} ended as {Status} and is left to a repeat.")]
    public static partial void LeftToRepeat(ILogger logger, string account, string messageId, Kernel.Turns.TurnStatus status);

    [LoggerMessage(3040, LogLevel.Warning, "DingTalk account {Account}: {Operation} failed as {Category}, code {Code}, request {RequestId}.")]
    public static partial void CallFailed(ILogger logger, string account, string operation, FailureCategory category, string code, string? requestId);

    [LoggerMessage(3041, LogLevel.Information, "DingTalk account {Account}: the access token was refused ({Code}) and is renewed.")]
    public static partial void TokenRefused(ILogger logger, string account, string code);

    [LoggerMessage(3050, LogLevel.Information, "DingTalk account {Account}: the stream connection is open.")]
    public static partial void StreamOpened(ILogger logger, string account);

    [LoggerMessage(3051, LogLevel.Warning, "DingTalk account {Account}: no stream connection ({Code}); tried again. Compare AppKey and AppSecret, and look whether the robot is set to Stream mode.")]
    public static partial void StreamNotOpened(ILogger logger, string account, string code);

    [LoggerMessage(3052, LogLevel.Information, "DingTalk account {Account}: the stream connection ended ({Reason}); a new one is opened.")]
    public static partial void StreamEnded(ILogger logger, string account, string reason);

    [LoggerMessage(3053, LogLevel.Warning, "DingTalk account {Account}: a stream frame makes no sense and is left out.")]
    public static partial void FrameMalformed(ILogger logger, string account);

    [LoggerMessage(3054, LogLevel.Debug, "DingTalk account {Account}: frame {MessageId} needs no turn ({Status}).")]
    public static partial void FrameDone(ILogger logger, string account, string messageId, int status);

    [LoggerMessage(3055, LogLevel.Error, "DingTalk account {Account}: a stream frame could not be handled; it is not acknowledged.")]
    public static partial void FrameFailed(ILogger logger, Exception exception, string account);

    [LoggerMessage(3056, LogLevel.Error, "DingTalk account {Account}: more frames wait than can be held; the newest is not acknowledged.")]
    public static partial void StreamFlooded(ILogger logger, string account);

    [LoggerMessage(3057, LogLevel.Warning, "DingTalk account {Account}: the lease of the stream connection could not be given back; it ends by itself.")]
    public static partial void LeaseNotReleased(ILogger logger, string account);

    [LoggerMessage(3060, LogLevel.Warning, "DingTalk account {Account}: a card callback makes no sense and is left out ({Field}).")]
    public static partial void CardMalformed(ILogger logger, string account, string field);

    [LoggerMessage(3061, LogLevel.Warning, "DingTalk account {Account}: the address of card callbacks could not be registered ({Code}); taps will not arrive.")]
    public static partial void CardCallbackNotRegistered(ILogger logger, string account, string code);
}
