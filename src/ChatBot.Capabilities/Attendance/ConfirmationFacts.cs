using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Attendance;

/// <summary>What taking a confirmation back needs to know.</summary>
/// <param name="Session">The session.</param>
public sealed record ConfirmationFacts(SessionId? Session);
