using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Outbox;

/// <summary>Log lines of the outbox; event ids 1100–1199.</summary>
internal static partial class OutboxLog
{
    [LoggerMessage(1100, LogLevel.Warning, "Outbox row of kind {Kind} waits: a store is away")]
    public static partial void StoreAway(ILogger logger, Exception exception, string kind);

    [LoggerMessage(1101, LogLevel.Error, "Outbox row {Id} of kind {Kind} failed")]
    public static partial void Faulty(ILogger logger, Exception exception, string kind, Guid id);

    [LoggerMessage(1102, LogLevel.Warning, "Outbox row {Id} of kind {Kind} not sent by {Channel}: {Failure} {Code}")]
    public static partial void NotSent(ILogger logger, string kind, Guid id, string channel, FailureCategory failure, string code);

    [LoggerMessage(1103, LogLevel.Information, "A card was not changed by {Channel}: {Failure} {Code}")]
    public static partial void CardNotChanged(ILogger logger, string channel, FailureCategory failure, string code);
}
