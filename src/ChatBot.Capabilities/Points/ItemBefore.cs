namespace ChatBot.Capabilities.Points;

/// <summary>What a line of the table was before it was set.</summary>
/// <param name="Item">The line.</param>
/// <param name="Value">Its value; null when the line was new.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Category">Its part.</param>
/// <param name="Active">Whether it could be claimed.</param>
public sealed record ItemBefore(PointsItemId? Item, decimal? Value, string? Unit, PointsCategory? Category, bool? Active)
{
    /// <summary>Of the line that is set, and the one it replaces.</summary>
    public static ItemBefore Of(PointsItemId id, PointsItem? old) => new(id, old?.Value, old?.Unit, old?.Category, old?.IsActive);
}
