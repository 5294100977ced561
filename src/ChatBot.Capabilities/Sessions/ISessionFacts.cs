namespace ChatBot.Capabilities.Sessions;

/// <summary>What taking any act on a session back needs to know.</summary>
public interface ISessionFacts
{
    /// <summary>The session.</summary>
    SessionId? Session { get; }

    /// <summary>Its version after the act; with another one somebody has changed it since.</summary>
    int? Version { get; }
}
