using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Attendance;

/// <summary>What can be taken back.</summary>
public static class AttendanceUndo
{
    /// <summary>By <c>attendance.mark</c>.</summary>
    public static UndoKind<MarksFacts> Mark { get; } = new("attendance.mark");

    /// <summary>By <c>attendance.confirm</c>.</summary>
    public static UndoKind<ConfirmationFacts> Confirm { get; } = new("attendance.confirm") { OthersWereTold = true };

    /// <summary>By <c>attendance.correct</c>.</summary>
    public static UndoKind<CorrectionFacts> Correct { get; } = new("attendance.correct") { OthersWereTold = true };
}
