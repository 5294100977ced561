using ChatBot.Kernel;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Reads sessions. All readers throw <see cref="ChatBot.Kernel.Turns.StoreUnavailableException"/> when Postgres is away.</summary>
public interface ISessionReader
{
    /// <summary>One session, or null.</summary>
    Task<Session?> GetAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);

    /// <summary>The session of a number, or null.</summary>
    Task<Session?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken);

    /// <summary>Sessions that start in [from, to), by start.</summary>
    Task<IReadOnlyList<Session>> ListAsync(BranchId branch, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The next free number.</summary>
    Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken);

    /// <summary>The frozen list of expected members; empty before the session opened.</summary>
    Task<IReadOnlyList<MemberId>> ExpectedAsync(BranchId branch, SessionId session, CancellationToken cancellationToken);
}
