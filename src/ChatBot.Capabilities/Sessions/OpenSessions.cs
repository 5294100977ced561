namespace ChatBot.Capabilities.Sessions;

/// <summary>Sessions not yet confirmed or cancelled, and those that ended in the last 45 days, by start.</summary>
/// <param name="Sessions">The sessions.</param>
public sealed record OpenSessions(IReadOnlyList<Session> Sessions);
