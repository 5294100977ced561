using Microsoft.Extensions.Logging;

namespace ChatBot.Storage;

/// <summary>Log lines of the stores; event ids 4000–4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Warning, "Branch {Branch} changed, but the other replicas could not be told; they notice within the cache's lifetime.")]
    public static partial void InvalidationNotTold(ILogger logger, Guid branch, Exception exception);

    [LoggerMessage(4001, LogLevel.Warning, "Not listening for branches that other replicas change: Redis is away. Trying again.")]
    public static partial void NotListening(ILogger logger, Exception exception);

    [LoggerMessage(4002, LogLevel.Warning, "The token of {Key} is kept in this process alone: Redis is away.")]
    public static partial void TokenNotShared(ILogger logger, string key, Exception exception);

    [LoggerMessage(4030, LogLevel.Warning, "Another replica could not be told: Redis is away.")]
    public static partial void RelayAway(ILogger logger, Exception exception);
}
