namespace ChatBot.Capabilities.Points;

/// <summary>What is published.</summary>
/// <param name="Period">The period that holds today; the quarter when none is named.</param>
public sealed record PublishPointsInputs(Period? Period);
