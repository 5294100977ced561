using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
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
        room.UseCase<ShowSheet>().UseCase<MarkAttendance>().UseCase<ConfirmAttendance>().UseCase<CorrectAttendance>().UseCase<ShowOwnAttendance>().UseCase<ExplainAttendance>();
        room.Sends(
            new OutboxKind("attendance.list", MessageClass.Decision),
            new OutboxKind("attendance.own_line", MessageClass.Decision),
            new OutboxKind("attendance.corrected", MessageClass.Notice));
        room.Writes<FactsAppended>(AttendanceWrites.Write);
        room.Service<IAttendanceReader, AttendanceReader>().Service<SheetReader>().Handles<AttendanceRenderer>();
    }
}
