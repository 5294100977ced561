using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Disputes;

/// <summary>What can be taken back.</summary>
public static class DisputesUndo
{
    /// <summary>By <c>dispute.open</c>.</summary>
    public static UndoKind<DisputeFacts> Open { get; } = new("dispute.open");

    /// <summary>By <c>dispute.withdraw</c>.</summary>
    public static UndoKind<DisputeFacts> Withdraw { get; } = new("dispute.withdraw");

    /// <summary>By <c>dispute.decide</c>.</summary>
    public static UndoKind<DisputeFacts> Decide { get; } = new("dispute.decide") { OthersWereTold = true };
}
