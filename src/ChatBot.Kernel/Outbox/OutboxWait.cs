namespace ChatBot.Kernel.Outbox;

/// <summary>How long a row waits, and who waits with it.</summary>
/// <param name="Until">When it is tried again; its place in the lane stays the one of its due time.</param>
/// <param name="HoldsLane">Whether later rows of the lane wait for it: a route that waits holds all, a night's rest nobody.</param>
/// <param name="CountsAsAttempt">Whether an attempt is used up; never by a limit or a quota.</param>
/// <param name="Pinned">See <see cref="OutboxItem.Pinned"/>; null lets it go.</param>
public readonly record struct OutboxWait(DateTimeOffset Until, bool HoldsLane = false, bool CountsAsAttempt = false, string? Pinned = null);
