using ChatBot.Kernel;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>A member's claim (申报, R-901).</summary>
public sealed record PointsClaim : Request
{
    /// <summary>Its id.</summary>
    public required PointsClaimId Id { get; init; }

    /// <summary>Who claims.</summary>
    public required MemberId Member { get; init; }

    /// <summary>The line of the branch's table.</summary>
    public required PointsItemId Item { get; init; }

    /// <summary>How many units.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Points asked for: quantity times the item's value when it was claimed.</summary>
    public required decimal Points { get; init; }

    /// <summary>What was done, in the member's words.</summary>
    public required string Statement { get; init; }

    /// <summary>The month it belongs to .</summary>
    public required PointsMonth Month { get; init; }

    /// <summary>When it was claimed.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <inheritdoc/>
    public override MemberId Asker => Member;
}
