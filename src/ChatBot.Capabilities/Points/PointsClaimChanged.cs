using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Points;

/// <summary>Its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record PointsClaimChanged(PointsClaim Claim, ClaimStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => ClaimCard.KeyOf(Claim.Id);
}
