using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>What the smart robot says to the operator: ids, codes and counts, never names, words, addresses of files or secrets.</summary>
internal static partial class RobotLog
{
    [LoggerMessage(2100, LogLevel.Information, "WeCom {Account}: the robot's long connection stands.")]
    public static partial void Connected(this ILogger logger, string account);

    [LoggerMessage(2101, LogLevel.Warning, "WeCom {Account}: no long connection ({Reason}); trying again in {Pause}.")]
    public static partial void NotConnected(this ILogger logger, string account, string reason, TimeSpan pause);

    [LoggerMessage(2102, LogLevel.Error, "WeCom {Account}: the platform refuses BotId and Secret of the robot (853000). Correct Channels:WeCom:{Account}:Robot; trying again in {Pause}.")]
    public static partial void Refused(this ILogger logger, string account, TimeSpan pause);

    [LoggerMessage(2103, LogLevel.Error, "WeCom {Account}: somebody else who is no replica of this service connected as the same robot, and the platform allows one. Not fighting for it: trying again in {Pause}. Stop the other program or give it a robot of its own.")]
    public static partial void TakenOver(this ILogger logger, string account, TimeSpan pause);

    [LoggerMessage(2104, LogLevel.Information, "WeCom {Account}: another replica serves the robot from now on.")]
    public static partial void LeaseLost(this ILogger logger, string account);

    [LoggerMessage(2105, LogLevel.Warning, "WeCom {Account}: Redis is away, so nobody knows who serves the robot; this replica {Does}.")]
    public static partial void LeaseUnknown(this ILogger logger, string account, string does);

    [LoggerMessage(2106, LogLevel.Information, "WeCom {Account}: the robot's long connection was given up.")]
    public static partial void GivenUp(this ILogger logger, string account);

    [LoggerMessage(2107, LogLevel.Error, "WeCom {Account}: keeping the long connection failed; beginning anew.")]
    public static partial void KeeperFailed(this ILogger logger, Exception exception, string account);

    [LoggerMessage(2110, LogLevel.Error, "WeCom {Account}: a frame makes no sense: {Fault}.")]
    public static partial void FrameMalformed(this ILogger logger, string account, string fault);

    [LoggerMessage(2111, LogLevel.Debug, "WeCom {Account}: {MsgType} {Event} needs no answer.")]
    public static partial void CallbackIgnored(this ILogger logger, string account, string msgType, string @event);

    [LoggerMessage(2112, LogLevel.Error, "WeCom {Account}: message {MessageId} was not taken: {Waiting} others wait.")]
    public static partial void TooMany(this ILogger logger, string account, string messageId, int waiting);

    [LoggerMessage(2113, LogLevel.Error, "WeCom {Account}: the turn of message {MessageId} failed.")]
    public static partial void TurnFailed(this ILogger logger, Exception exception, string account, string messageId);

    [LoggerMessage(2114, LogLevel.Warning, "WeCom {Account}: message {MessageId} was not kept ({Status}); the member is told.")]
    public static partial void NotKept(this ILogger logger, string account, string messageId, string status);

    [LoggerMessage(2115, LogLevel.Warning, "WeCom {Account}: {Cmd} for message {MessageId} failed: {Code}.")]
    public static partial void ReplyFailed(this ILogger logger, string account, string cmd, string messageId, string code);

    [LoggerMessage(2116, LogLevel.Warning, "WeCom {Account}: robot message to a chat failed: {Failure} {Code}.")]
    public static partial void SendFailed(this ILogger logger, string account, string failure, string code);

    [LoggerMessage(2117, LogLevel.Debug, "WeCom {Account}: answer to {ReqId} came too late.")]
    public static partial void LateAck(this ILogger logger, string account, string reqId);

    [LoggerMessage(2118, LogLevel.Warning, "WeCom {Account}: Redis is away ({What}).")]
    public static partial void StoreAway(this ILogger logger, string account, string what);
}
