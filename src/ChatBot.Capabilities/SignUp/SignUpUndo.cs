using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.SignUp;

/// <summary>What can be taken back.</summary>
public static class SignUpUndo
{
    /// <summary>By <c>signup.join</c>.</summary>
    public static UndoKind<SignUpFacts> Join { get; } = new("signup.join");

    /// <summary>By <c>signup.leave</c>.</summary>
    public static UndoKind<SignUpFacts> Leave { get; } = new("signup.leave");
}
