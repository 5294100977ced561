using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.SignUp;

/// <summary>For what and for whom a sign-up is made or withdrawn.</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">Another person; null for oneself.</param>
public sealed record SignUpInputs(SessionId? Session, MemberId? Member);
