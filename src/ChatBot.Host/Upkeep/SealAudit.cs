using ChatBot.Kernel.Upkeep;
using ChatBot.Storage.Audit;

namespace ChatBot.Host.Upkeep;

/// <summary>Seals new audit lines into the chains of their branches.</summary>
internal sealed class SealAudit(AuditSealer sealer) : IUpkeepJob
{
    private const int BranchesAtOnce = 100;

    /// <inheritdoc/>
    public string Name => "audit.seal";

    /// <inheritdoc/>
    public TimeSpan Period => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => sealer.SealAsync(BranchesAtOnce, cancellationToken);
}
