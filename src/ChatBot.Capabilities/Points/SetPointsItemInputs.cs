namespace ChatBot.Capabilities.Points;

/// <summary>A line of the branch's table.</summary>
/// <param name="Name">What it is for; a line of that name is changed.</param>
/// <param name="Value">Points for one unit.</param>
/// <param name="Unit">What one unit is.</param>
/// <param name="Category">Its part.</param>
/// <param name="Active">Whether it can be claimed; it can when nothing is said.</param>
public sealed record SetPointsItemInputs(string? Name, decimal? Value, string? Unit, PointsCategory? Category, bool? Active);
