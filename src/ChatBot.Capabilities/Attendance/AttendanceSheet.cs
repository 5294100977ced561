using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.Attendance;

/// <summary>One line of the list that the recorder fills in and the secretary confirms.</summary>
/// <param name="Member">Whose line.</param>
/// <param name="Status">What is known.</param>
/// <param name="Cause">Where it comes from: <c>mark</c>, <c>checkin</c>, <c>leave</c>, or <c>none</c>.</param>
public sealed record SheetLine(MemberId Member, AttendanceStatus Status, string Cause);

/// <summary>Puts together what is known of a session's expected members before it is confirmed.</summary>
public static class AttendanceSheet
{
    /// <summary>
    /// The list: a recorder's mark outweighs a check-in, a check-in outweighs approved leave (who came, came), and
    /// who has neither stays <see cref="AttendanceStatus.NotRecorded"/> (R-713).
    /// </summary>
    public static IReadOnlyList<SheetLine> Compose(
        Session session,
        IEnumerable<MemberId> expected,
        IReadOnlyDictionary<MemberId, AttendanceStatus> marks,
        IReadOnlyDictionary<MemberId, CheckInEntry> checkIns,
        IReadOnlyDictionary<MemberId, LeaveRequest> approvedLeave,
        CheckInPolicy policy) =>
        [.. expected.Select(member => LineOf(session, member, marks, checkIns, approvedLeave, policy))];

    private static SheetLine LineOf(
        Session session,
        MemberId member,
        IReadOnlyDictionary<MemberId, AttendanceStatus> marks,
        IReadOnlyDictionary<MemberId, CheckInEntry> checkIns,
        IReadOnlyDictionary<MemberId, LeaveRequest> approvedLeave,
        CheckInPolicy policy)
    {
        if (marks.TryGetValue(member, out var mark) && mark != AttendanceStatus.NotRecorded)
        {
            return new SheetLine(member, mark, "mark");
        }

        if (checkIns.TryGetValue(member, out var entry))
        {
            var status = entry.IsOnline ? AttendanceStatus.PresentOnline
                : CheckInRules.IsLate(session, entry.At, policy) ? AttendanceStatus.Late
                : AttendanceStatus.Present;
            return new SheetLine(member, status, "checkin");
        }

        return approvedLeave.ContainsKey(member)
            ? new SheetLine(member, AttendanceStatus.Excused, "leave")
            : new SheetLine(member, AttendanceStatus.NotRecorded, "none");
    }
}
