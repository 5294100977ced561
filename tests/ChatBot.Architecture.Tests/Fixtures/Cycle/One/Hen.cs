using ChatBot.Architecture.Tests.Fixtures.Cycle.Three;
using ChatBot.Architecture.Tests.Fixtures.Cycle.Two;

namespace ChatBot.Architecture.Tests.Fixtures.Cycle.One;

/// <summary>Uses a folder that uses this one, inside a lambda alone, and one that does not.</summary>
public static class Hen
{
    /// <summary>The use is in the body of a lambda, which the compiler puts into a class of its own.</summary>
    public static Func<int> Layer(Corn corn) => () => Egg.Weight + corn.Grains;
}
