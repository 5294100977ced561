namespace ChatBot.Kernel.Policy;

/// <summary>One parameter of rules.md §22: its name there and how a value is taken.</summary>
/// <param name="Name">The name, e.g. <c>leave.deadline_hours</c>.</param>
/// <param name="Set">The policy with the value set; throws <see cref="FormatException"/> for one that does not fit, whose message says what would.</param>
public sealed record PolicyParameter(string Name, Func<BranchPolicy, PolicyValue, BranchPolicy> Set)
{
    /// <summary>A parameter of one section.</summary>
    public static PolicyParameter Of<T>(string name, Func<T, PolicyValue, T> set)
        where T : class, IPolicySection, new() =>
        new(name, (policy, value) => policy.With(set(policy.Section<T>(), value)));
}
