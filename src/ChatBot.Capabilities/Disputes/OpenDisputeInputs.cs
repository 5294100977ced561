using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Disputes;

/// <summary>What is disputed.</summary>
/// <param name="Session">The session whose record is wrong.</param>
/// <param name="Text">What is wrong, in the member's words.</param>
public sealed record OpenDisputeInputs(SessionId? Session, string? Text);
