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
