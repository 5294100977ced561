using ChatBot.Application.Outbox;
using ChatBot.Application.Sessions;
using ChatBot.Application.UseCases;
using ChatBot.Domain;
using ChatBot.Domain.Sessions;

namespace ChatBot.Application.Attendance;

/// <summary>Outbox rows about the attendance record.</summary>
public static class AttendanceRows
{
    /// <summary>The list to fill in, for the one who keeps it.</summary>
    public static OutboxItem ListFor(BranchId branch, Session session, MemberId keeper, IIdSource ids, DateTimeOffset now) =>
        SessionAgenda.Row(branch, session, "attendance.list", Recipient.To(keeper), now, ids, $"list:{keeper}");
}
