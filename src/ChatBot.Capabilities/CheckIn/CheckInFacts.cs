using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>What taking a check-in back needs to know.</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">Who was checked in.</param>
public sealed record CheckInFacts(SessionId? Session, MemberId? Member);
