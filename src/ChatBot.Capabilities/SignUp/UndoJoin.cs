using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Takes a sign-up back, by leaving.</summary>
public sealed class UndoJoin(LeaveSession leave, SessionLookup lookup) : UndoSignUp(leave, lookup);
