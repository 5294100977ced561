using Microsoft.Extensions.Logging;

namespace ChatBot.Conversation.DataFiles;

internal static partial class Log
{
    [LoggerMessage(EventId = 3201, Level = LogLevel.Information, Message = "Read {Files} anew")]
    public static partial void Reloaded(this ILogger logger, string files);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Error, Message = "{Files} has {Count} faults and is not taken over; the first: {Fault}")]
    public static partial void ReloadRefused(this ILogger logger, string files, int count, string fault);

    [LoggerMessage(EventId = 3203, Level = LogLevel.Warning, Message = "{Files} cannot be read just now")]
    public static partial void ReloadPostponed(this ILogger logger, Exception exception, string files);
}
