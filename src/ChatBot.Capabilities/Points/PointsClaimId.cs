namespace ChatBot.Capabilities.Points;

/// <summary>One claim of points by a member.</summary>
public readonly record struct PointsClaimId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
