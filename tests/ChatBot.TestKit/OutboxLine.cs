namespace ChatBot.TestKit;

/// <summary>A row of the outbox.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="To">The member's name, <c>group</c>, the group's name, or <c>work</c>.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="State"><c>waiting</c>, <c>cancelled</c> …</param>
/// <param name="KeepsQuietHours">Whether it waits for the end of the hours of rest.</param>
/// <param name="Facts">Its facts as JSON.</param>
public sealed record OutboxLine(string Kind, string To, DateTimeOffset DueAt, string State, bool KeepsQuietHours, string Facts);
