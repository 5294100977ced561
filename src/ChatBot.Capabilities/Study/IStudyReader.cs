using ChatBot.Kernel;

namespace ChatBot.Capabilities.Study;

/// <summary>Reads study material.</summary>
public interface IStudyReader
{
    Task<Material?> GetAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken);

    Task<Material?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Material>> ListAsync(BranchId branch, int most, CancellationToken cancellationToken);

    /// <summary>Who has read it.</summary>
    Task<IReadOnlyList<MemberId>> ReadersAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken);

    Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken);
}
