namespace ChatBot.Kernel.Roster;

/// <summary>The operator's side of branches: making them, finding them, one-time codes for binding a chat.</summary>
public interface IBranchAdmin
{
    /// <summary>Makes a branch.</summary>
    /// <exception cref="InvalidOperationException">The code is taken.</exception>
    Task CreateBranchAsync(Branch branch, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The branch of a code, or null.</summary>
    Task<Branch?> FindByCodeAsync(string code, CancellationToken cancellationToken);

    /// <summary>All branches by code.</summary>
    Task<IReadOnlyList<Branch>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Branches that have no waiting outbox row whose dedupe key begins so: their recurring work has come to a stop, or never
    /// began. In order of id, after <paramref name="after"/>, at most <paramref name="most"/>.
    /// </summary>
    Task<IReadOnlyList<BranchId>> ListWithoutWorkAsync(string dedupeKeyPrefix, BranchId? after, int most, CancellationToken cancellationToken);

    /// <summary>Keeps a one-time code (only its hash) until <paramref name="expiresAt"/>.</summary>
    /// <exception cref="InvalidOperationException">Another branch waits for the same code.</exception>
    Task KeepBindCodeAsync(BranchId branch, string code, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>
    /// Whose code it is, without taking it; null when it is wrong, used or expired. <c>BindCodeTaken</c> takes it in the
    /// commit that binds the chat, so that a commit that fails does not use it up.
    /// </summary>
    Task<BranchId?> FindBindCodeAsync(string code, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes a code: the branch it binds to, or null when it is wrong, used or expired. A code works once.</summary>
    Task<BranchId?> TakeBindCodeAsync(string code, DateTimeOffset now, CancellationToken cancellationToken);
}
