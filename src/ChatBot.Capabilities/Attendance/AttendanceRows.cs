using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Outbox rows about the attendance record.</summary>
public static class AttendanceRows
{
    /// <summary>The list to fill in, for the one who keeps it.</summary>
    public static OutboxItem ListFor(BranchId branch, Session session, MemberId keeper, IIdSource ids, DateTimeOffset now) =>
        SessionAgenda.Row(branch, session, "attendance.list", Recipient.To(keeper), now, ids, $"list:{keeper}");
}
