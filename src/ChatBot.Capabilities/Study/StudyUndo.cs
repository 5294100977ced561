using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Study;

/// <summary>What can be taken back.</summary>
public static class StudyUndo
{
    /// <summary>By <c>study.draft</c>.</summary>
    public static UndoKind<MaterialFacts> Draft { get; } = new("study.draft");

    /// <summary>By <c>study.approve</c>.</summary>
    public static UndoKind<MaterialFacts> Approve { get; } = new("study.approve") { OthersWereTold = true };

    /// <summary>By <c>study.withdraw</c>.</summary>
    public static UndoKind<MaterialFacts> Withdraw { get; } = new("study.withdraw");
}
