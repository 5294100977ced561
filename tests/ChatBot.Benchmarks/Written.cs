using ChatBot.Kernel.Ledger;

namespace ChatBot.Benchmarks;

/// <summary>Commits that must hold.</summary>
internal static class Written
{
    /// <summary>Commits what a benchmark needs to begin with.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static async Task CommitAsync(IServiceProvider services, ChangeSet changes, CancellationToken cancellationToken)
    {
        var result = await services.GetRequiredService<ILedger>().CommitAsync(changes, null, cancellationToken);
        if (result.Status != CommitStatus.Committed)
        {
            throw new InvalidOperationException($"Branch {changes.Branch} could not be written: {result.Status}.");
        }
    }
}
