using ChatBot.Kernel;
using ChatBot.Kernel.Entries;

namespace ChatBot.Capabilities.Points;

/// <summary>One line of the append-only points account; a correction is a line with the opposite sign.</summary>
/// <param name="Id">Key.</param>
/// <param name="Member">Whose account.</param>
/// <param name="Quantity">Signed points.</param>
/// <param name="Month">The month it belongs to.</param>
/// <param name="Claim">The claim it comes from, if any.</param>
/// <param name="Cause">Why it was written.</param>
/// <param name="By">Who decided it.</param>
/// <param name="At">When.</param>
public sealed record PointsEntry(
    Guid Id,
    MemberId Member,
    decimal Quantity,
    PointsMonth Month,
    PointsClaimId? Claim,
    EntryCause Cause,
    MemberId By,
    DateTimeOffset At) : Entry(Id, Member, Quantity, Cause, By, At)
{
    /// <summary>Of a granted claim.</summary>
    public static PointsEntry Of(PointsClaim claim, Guid id, MemberId by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new(id, claim.Member, claim.Points, claim.Month, claim.Id, EntryCause.Claim, by, at);
    }
}
