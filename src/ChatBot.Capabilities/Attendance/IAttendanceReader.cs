using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Reads the attendance record.</summary>
public interface IAttendanceReader
{
    /// <summary>The newest line of each member for a session: drafts and confirmed ones.</summary>
    Task<IReadOnlyList<AttendanceFact>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// For each member the newest <paramref name="depth"/> confirmed marks by session start, one a session. Cost does not
    /// grow with older history.
    /// </summary>
    Task<IReadOnlyDictionary<MemberId, IReadOnlyList<AttendanceMark>>> HistoryAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, int depth, CancellationToken cancellationToken);

    /// <summary>Every line of a member and session, oldest first: the explanation of a status.</summary>
    Task<IReadOnlyList<AttendanceFact>> LinesAsync(BranchId branch, SessionId session, MemberId member, CancellationToken cancellationToken);
}
