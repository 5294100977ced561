using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Attendance;

/// <summary>What taking marks back needs to know.</summary>
/// <param name="Session">The session.</param>
/// <param name="Before">The marks before.</param>
public sealed record MarksFacts(SessionId? Session, MarksBefore? Before);
