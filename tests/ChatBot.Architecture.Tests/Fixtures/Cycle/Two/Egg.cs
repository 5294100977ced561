using ChatBot.Architecture.Tests.Fixtures.Cycle.One;

namespace ChatBot.Architecture.Tests.Fixtures.Cycle.Two;

/// <summary>Uses the folder that uses this one, in an attribute alone.</summary>
[MadeBy(typeof(Hen))]
public static class Egg
{
    /// <summary>What it weighs.</summary>
    public static int Weight { get; } = 60;
}
