namespace ChatBot.Kernel.Outbox;

/// <summary>A copy of a group's row for one audience.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Channel">The audience's platform; null where there is only one.</param>
public sealed record OutboxCopy(Guid Id, string Lane, string? Channel);
