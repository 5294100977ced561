using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Reads check-ins.</summary>
public interface ICheckInReader
{
    Task<IReadOnlyList<CheckInEntry>> ForSessionAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);
}
