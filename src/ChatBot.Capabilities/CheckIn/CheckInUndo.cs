using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>What can be taken back.</summary>
public static class CheckInUndo
{
    /// <summary>By <c>checkin.other</c>.</summary>
    public static UndoKind<CheckInFacts> Other { get; } = new("checkin.other");
}
