using ChatBot.Capabilities.Sessions;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Takes a withdrawn sign-up back, by joining again; who waits is asked like everybody else.</summary>
public sealed class UndoLeave(JoinSession join, SessionLookup lookup) : UndoSignUp(join, lookup);
