using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Reads what is known of a session's expected members.</summary>
public sealed class SheetReader(SessionLookup lookup, IAttendanceReader attendance, ICheckInReader checkIns, ILeaveReader leave)
{
    /// <summary>The list, and who still waits for a decision on leave.</summary>
    public async Task<Sheet> ReadAsync(Session session, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        var expected = await lookup.ExpectedAsync(session, branch, cancellationToken);
        var facts = await attendance.ForSessionAsync(branch.Id, session.Id, cancellationToken);
        var entries = await checkIns.ForSessionAsync(branch.Id, session.Id, cancellationToken);
        var requests = await leave.ForSessionAsync(branch.Id, session.Id, cancellationToken);
        var lines = AttendanceSheet.Compose(
            session,
            expected,
            facts.ToDictionary(f => f.Member, f => f.Status),
            entries.ToDictionary(e => e.Member),
            requests.Where(r => r.Status == RequestStatus.Approved).ToDictionary(r => r.Member),
            branch.Policy.CheckIn);
        return new Sheet(lines, requests.Where(r => r.Status == RequestStatus.Pending).Select(r => r.Member).ToHashSet());
    }
}

/// <summary>A session's list before or after confirmation.</summary>
/// <param name="Lines">One line for each expected member.</param>
/// <param name="LeaveAsked">Members whose request for leave nobody has decided.</param>
public sealed record Sheet(IReadOnlyList<SheetLine> Lines, IReadOnlySet<MemberId> LeaveAsked)
{
    /// <summary>The members with a status, in list order.</summary>
    public IReadOnlyList<MemberId> With(params AttendanceStatus[] statuses) =>
        [.. Lines.Where(l => statuses.Contains(l.Status)).Select(l => l.Member)];
}
