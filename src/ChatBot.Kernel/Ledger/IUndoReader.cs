namespace ChatBot.Kernel.Ledger;

/// <summary>Reads what can be undone.</summary>
public interface IUndoReader
{
    /// <summary>The actor's newest entry since an instant that was not taken back, or null.</summary>
    Task<UndoEntry?> NewestAsync(BranchId branch, MemberId actor, DateTimeOffset since, CancellationToken cancellationToken);
}
