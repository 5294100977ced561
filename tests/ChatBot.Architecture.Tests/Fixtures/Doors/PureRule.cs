namespace ChatBot.Architecture.Tests.Fixtures.Doors;

/// <summary>A rule as it should be.</summary>
public static class PureRule
{
    /// <summary>Whether somebody is late.</summary>
    public static bool IsLate(TimeSpan after, TimeSpan limit) => after > limit;
}
