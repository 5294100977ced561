using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.Leave;

/// <summary>A request for leave.</summary>
/// <param name="Session">The session.</param>
/// <param name="Reason">The category of the reason.</param>
/// <param name="Text">The member's own words.</param>
public sealed record RequestLeaveInputs(SessionId? Session, LeaveReason? Reason, string? Text);
