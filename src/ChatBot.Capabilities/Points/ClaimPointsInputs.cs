namespace ChatBot.Capabilities.Points;

/// <summary>What is claimed.</summary>
/// <param name="Item">The line of the branch's table.</param>
/// <param name="Quantity">How many units; one when nothing is said.</param>
/// <param name="Month">The month it belongs to, as <c>yyyy-MM</c>; this month when nothing is said.</param>
/// <param name="Text">What was done, in the member's words.</param>
public sealed record ClaimPointsInputs(PointsItemId? Item, decimal? Quantity, PointsMonth? Month, string? Text);
