namespace ChatBot.Architecture.Tests.Fixtures.Cycle.Three;

/// <summary>Uses nothing.</summary>
/// <param name="Grains">How many.</param>
public sealed record Corn(int Grains);
