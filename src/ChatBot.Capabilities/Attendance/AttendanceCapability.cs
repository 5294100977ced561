using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;

namespace ChatBot.Capabilities.Attendance;

/// <summary>All that the bot has for the attendance list and record.</summary>
public sealed class AttendanceCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "attendance";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<ShowSheet>(new("attendance.sheet", AttendanceActions.Mark))
            .UseCase<MarkAttendance>(new("attendance.mark", AttendanceActions.Mark) { Undo = UndoRule.By(AttendanceUndo.Mark) })
            .UseCase<ConfirmAttendance>(new("attendance.confirm", AttendanceActions.Confirm) { Undo = UndoRule.By(AttendanceUndo.Confirm) })
            .UseCase<CorrectAttendance>(new("attendance.correct", AttendanceActions.Confirm) { Undo = UndoRule.By(AttendanceUndo.Correct) })
            .UseCase<ShowOwnAttendance>(new("attendance.mine", ActionRule.ForOneself))
            .UseCase<ExplainAttendance>(new("attendance.explain", ActionRule.ForOneself));
        room.Sends(
            new OutboxKind("attendance.list", MessageClass.Decision),
            new OutboxKind("attendance.own_line", MessageClass.Decision),
            new OutboxKind("attendance.corrected", MessageClass.Notice));
        room.Writes<FactsAppended>(AttendanceWrites.Write);
        room.Service<IAttendanceReader, AttendanceReader>().Service<SheetReader>().Handles<AttendanceRenderer>();
        room.Undoes<UndoMarks>(AttendanceUndo.Mark).Undoes<UndoConfirmation>(AttendanceUndo.Confirm).Undoes<UndoCorrection>(AttendanceUndo.Correct);
    }
}
