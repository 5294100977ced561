namespace ChatBot.Capabilities.Sessions;

/// <summary>What taking back the making or the cancelling of a session needs to know.</summary>
/// <param name="Session">The session.</param>
/// <param name="Version">Its version after the act; with another one somebody has changed it since.</param>
public sealed record SessionFacts(SessionId? Session, int? Version) : ISessionFacts;
