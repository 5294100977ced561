using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.Activities;

internal static partial class Log
{
    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "A middleware failed on a push over {Channel}; it is tried again later")]
    public static partial void PushNotPassed(ILogger logger, Exception exception, string channel);
}
