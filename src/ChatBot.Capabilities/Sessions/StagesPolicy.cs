using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Sessions;

/// <summary>The stages of a collective session.</summary>
public sealed record StagesPolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "stages";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<StagesPolicy>("stages.min", (p, v) => p with { Minimum = v.Many is ["off"] ? 0 : v.Whole(0, 6) }),
    ];

    /// <summary>Stages a collective session needs (R-602, <c>stages.min</c>); 0 is off.</summary>
    public int Minimum { get; init; }
}
