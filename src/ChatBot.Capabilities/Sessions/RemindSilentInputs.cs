namespace ChatBot.Capabilities.Sessions;

/// <summary>For which session those who have not answered are reminded.</summary>
/// <param name="Session">The session.</param>
public sealed record RemindSilentInputs(SessionId? Session);
