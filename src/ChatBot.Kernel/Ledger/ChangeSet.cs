namespace ChatBot.Kernel.Ledger;

/// <summary>Everything one turn or one piece of work writes, in order; committed as one transaction in one batch.</summary>
public sealed class ChangeSet(BranchId branch)
{
    private readonly List<Change> _changes = [];

    public BranchId Branch { get; } = branch;

    public IReadOnlyList<Change> Changes => _changes;

    public bool IsEmpty => _changes.Count == 0;

    /// <summary>Whether cached snapshots of the branch are out of date after the commit.</summary>
    public bool TouchesSnapshot => _changes.Any(c => c.TouchesSnapshot);

    /// <summary>Adds one change.</summary>
    public void Add(Change change) => _changes.Add(change);

    /// <summary>Adds several.</summary>
    public void AddRange(IEnumerable<Change> changes) => _changes.AddRange(changes);
}

/// <summary>One change to a branch's books; each capability declares its own.</summary>
public abstract record Change
{
    /// <summary>Whether a cached <see cref="BranchSnapshot"/> is out of date after it.</summary>
    public virtual bool TouchesSnapshot => false;

    /// <summary>The card that is out of date after it (<see cref="Channels.CardKey"/>), or null.</summary>
    public virtual string? Card => null;

    /// <summary>Whether the card may wait a minute for more of the same, as sign-ups do.</summary>
    public virtual bool GathersOnCard => false;
}

/// <summary>How a commit ended.</summary>
public enum CommitStatus
{
    /// <summary>All of it is written.</summary>
    Committed,

    /// <summary>Nothing is written: the message, or the dialog's submission, was committed before.</summary>
    AlreadyDone,

    /// <summary>Nothing is written: a guard did not hold, because somebody else was faster. Read again and try again.</summary>
    Conflict,
}

/// <summary>What the inbox keeps of a turn that changed something, so that a repeat can finish the job.</summary>
/// <param name="Key">See <c>InboundMessage.InboxKey</c>.</param>
/// <param name="SubmissionId">The dialog run submitted, if any.</param>
/// <param name="RepliesJson">The replies in words.</param>
/// <param name="NextState">The dialog state after the turn.</param>
/// <param name="At">When.</param>
public sealed record InboxEntry(string Key, string? SubmissionId, string RepliesJson, string? NextState, DateTimeOffset At);

/// <summary>Outcome of a commit.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Earlier">For <see cref="CommitStatus.AlreadyDone"/>: what was kept then.</param>
public sealed record CommitResult(CommitStatus Status, InboxEntry? Earlier = null);

/// <summary>The record: one transaction a turn.</summary>
public interface ILedger
{
    /// <summary>Commits all changes and the inbox entry in one transaction, one batch.</summary>
    /// <exception cref="Turns.StoreUnavailableException">Postgres is away; nothing is known to be written.</exception>
    Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken);

    /// <summary>The kept turn under an inbox key, or null.</summary>
    Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken);
}
