namespace ChatBot.Host.Serving;

/// <summary>Log lines of the host; event ids 100–199.</summary>
internal static partial class HostLog
{
    [LoggerMessage(100, LogLevel.Warning, "{Worker} waits: a store is away")]
    public static partial void StoreAway(ILogger logger, Exception exception, string worker);

    [LoggerMessage(101, LogLevel.Error, "{Worker} failed once and goes on")]
    public static partial void WorkerFailed(ILogger logger, Exception exception, string worker);
}
