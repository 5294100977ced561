using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Sessions;

/// <summary>What can be taken back.</summary>
public static class SessionsUndo
{
    /// <summary>By <c>session.create</c>.</summary>
    public static UndoKind Create { get; } = new("session.create") { OthersWereTold = true };

    /// <summary>By <c>session.change</c>.</summary>
    public static UndoKind Change { get; } = new("session.change") { OthersWereTold = true };

    /// <summary>By <c>session.cancel</c>.</summary>
    public static UndoKind Cancel { get; } = new("session.cancel") { OthersWereTold = true };
}
