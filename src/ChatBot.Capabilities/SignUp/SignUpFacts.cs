using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.SignUp;

/// <summary>What taking a sign-up or its withdrawal back needs to know.</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">Whose place it is.</param>
public sealed record SignUpFacts(SessionId? Session, MemberId? Member);
