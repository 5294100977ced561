namespace ChatBot.Kernel.Ledger;

/// <summary>One thing that its actor can take back for a while.</summary>
/// <param name="Id">Key.</param>
/// <param name="Actor">Who did it and may undo it.</param>
/// <param name="Kind">Names the handler, e.g. <c>session.create</c>.</param>
/// <param name="Facts">What the handler needs, by name.</param>
/// <param name="At">When it was done.</param>
public sealed record UndoEntry(Guid Id, MemberId Actor, string Kind, IReadOnlyDictionary<string, string> Facts, DateTimeOffset At);
