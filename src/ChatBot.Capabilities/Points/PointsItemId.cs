namespace ChatBot.Capabilities.Points;

/// <summary>One line of the branch's own points table.</summary>
public readonly record struct PointsItemId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
