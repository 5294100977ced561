using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>Its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record PointsClaimChanged(PointsClaim Claim, RequestStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => ClaimShape.Names.CardOf(Claim.Key);
}
