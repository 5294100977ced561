using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.Wording;

internal static partial class Log
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "Wording {Key} speaks of the fact {Fact}, which was not given; its place stays empty")]
    public static partial void MissingFact(this ILogger logger, string key, string fact);
}
