using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Leave;

/// <summary>What can be taken back.</summary>
public static class LeaveUndo
{
    /// <summary>By <c>leave.request</c>.</summary>
    public static UndoKind<LeaveFacts> Request { get; } = new("leave.request");

    /// <summary>By <c>leave.withdraw</c>.</summary>
    public static UndoKind<LeaveFacts> Withdraw { get; } = new("leave.withdraw");

    /// <summary>By <c>leave.decide</c>.</summary>
    public static UndoKind<LeaveFacts> Decide { get; } = new("leave.decide") { OthersWereTold = true };
}
