using ChatBot.Kernel;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Reads disputes.</summary>
public interface IDisputeReader
{
    Task<Dispute?> GetAsync(BranchId branch, DisputeId dispute, CancellationToken cancellationToken);

    Task<IReadOnlyList<Dispute>> OpenAsync(BranchId branch, CancellationToken cancellationToken);

    Task<IReadOnlyList<Dispute>> ForMemberAsync(BranchId branch, MemberId member, CancellationToken cancellationToken);
}
