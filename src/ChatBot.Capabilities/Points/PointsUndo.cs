using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Points;

/// <summary>What can be taken back.</summary>
public static class PointsUndo
{
    /// <summary>By <c>points.claim</c>.</summary>
    public static UndoKind<ClaimFacts> Claim { get; } = new("points.claim");

    /// <summary>By <c>points.withdraw</c>.</summary>
    public static UndoKind<ClaimFacts> Withdraw { get; } = new("points.withdraw");

    /// <summary>By <c>points.decide</c>.</summary>
    public static UndoKind<ClaimFacts> Decide { get; } = new("points.decide") { OthersWereTold = true };

    /// <summary>By <c>points.item_set</c>.</summary>
    public static UndoKind<ItemBefore> ItemSet { get; } = new("points.item_set");
}
