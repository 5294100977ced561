namespace ChatBot.Kernel.Ledger;

/// <summary>Rows that gave up and wait for a person.</summary>
public interface IDeadLetterReader
{
    /// <summary>Kind, recipient, and why; newest first.</summary>
    Task<IReadOnlyList<(string Kind, string Detail, DateTimeOffset At)>> ListAsync(BranchId branch, int most, CancellationToken cancellationToken);
}
