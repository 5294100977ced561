using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Sessions;

/// <summary>What can be taken back.</summary>
public static class SessionsUndo
{
    /// <summary>By <c>sessions.create</c>.</summary>
    public static UndoKind<SessionFacts> Create { get; } = new("session.create") { OthersWereTold = true };

    /// <summary>By <c>sessions.change</c>.</summary>
    public static UndoKind<SessionBefore> Change { get; } = new("session.change") { OthersWereTold = true };

    /// <summary>By <c>sessions.cancel</c>.</summary>
    public static UndoKind<SessionFacts> Cancel { get; } = new("session.cancel") { OthersWereTold = true };
}
