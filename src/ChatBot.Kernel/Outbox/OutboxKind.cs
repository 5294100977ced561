using ChatBot.Kernel.Routing;

namespace ChatBot.Kernel.Outbox;

/// <summary>A kind of outbox row.</summary>
/// <param name="Name">As it is stored, e.g. <c>leave.ask</c>; never changes.</param>
/// <param name="Class">How much the message matters when a month's budget runs short; null for work, which sends nothing itself.</param>
public sealed record OutboxKind(string Name, MessageClass? Class)
{
    /// <summary>A kind that is work.</summary>
    public static OutboxKind Work(string name) => new(name, null);
}
