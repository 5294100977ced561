using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.Leave;

/// <summary>Reads leave requests.</summary>
public interface ILeaveReader
{
    Task<LeaveRequest?> GetAsync(BranchId branch, LeaveRequestId request, CancellationToken cancellationToken);

    /// <summary>A member's request for a session that is pending or approved; there is at most one.</summary>
    Task<LeaveRequest?> StandingAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken);

    /// <summary>All requests for a session.</summary>
    Task<IReadOnlyList<LeaveRequest>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>A member's requests since an instant, newest first.</summary>
    Task<IReadOnlyList<LeaveRequest>> ForMemberAsync(BranchId branch, MemberId member, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Requests nobody has decided yet, oldest first.</summary>
    Task<IReadOnlyList<LeaveRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken);
}
