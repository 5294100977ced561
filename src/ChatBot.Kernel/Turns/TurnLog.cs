using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Turns;

/// <summary>Log lines of turns; event ids 1000–1099.</summary>
internal static partial class TurnLog
{
    [LoggerMessage(1000, LogLevel.Error, "Turn not kept: {Channel} message {MessageId}")]
    public static partial void NotKept(ILogger logger, Exception exception, string channel, string messageId);

    [LoggerMessage(1001, LogLevel.Warning, "Turn memory is away")]
    public static partial void MemoryAway(ILogger logger, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "The books are away; a turn that writes nothing goes on")]
    public static partial void BooksAway(ILogger logger, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "Too many messages of a {Whose} on {Channel}: not answered until the window has passed")]
    public static partial void TooMany(ILogger logger, string whose, string channel);

    [LoggerMessage(1004, LogLevel.Warning, "{Channel} message {MessageId} is older than handled messages are kept: it is left alone, it may be a copy of one that was handled")]
    public static partial void TooOld(ILogger logger, string channel, string messageId);
}
