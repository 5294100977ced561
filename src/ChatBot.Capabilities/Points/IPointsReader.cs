using ChatBot.Kernel;

namespace ChatBot.Capabilities.Points;

/// <summary>Reads points.</summary>
public interface IPointsReader
{
    Task<IReadOnlyList<PointsItem>> ItemsAsync(BranchId branch, CancellationToken cancellationToken);

    Task<PointsClaim?> GetClaimAsync(BranchId branch, PointsClaimId claim, CancellationToken cancellationToken);

    Task<IReadOnlyList<PointsClaim>> PendingAsync(BranchId branch, CancellationToken cancellationToken);

    Task<IReadOnlyList<PointsClaim>> ClaimsOfAsync(BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken);

    /// <summary>Totals of all members with entries in the months [from, to].</summary>
    Task<IReadOnlyList<(MemberId Member, decimal Points)>> TotalsAsync(BranchId branch, PointsMonth from, PointsMonth to, CancellationToken cancellationToken);

    /// <summary>A member's entries in the months [from, to], oldest first.</summary>
    Task<IReadOnlyList<PointsEntry>> EntriesOfAsync(BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken);
}
