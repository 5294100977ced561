using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Disputes;

/// <summary>What can be taken back.</summary>
public static class DisputesUndo
{
    /// <summary>By <c>dispute.open</c>.</summary>
    public static UndoKind Open { get; } = new("dispute.open");

    /// <summary>By <c>dispute.withdraw</c>.</summary>
    public static UndoKind Withdraw { get; } = new("dispute.withdraw");
}
