using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Online attendance (R-508, C-20).</summary>
public sealed record OnlinePolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "online";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<OnlinePolicy>("online.allowed", (p, v) => p with { Allowed = v.Word(("mobile", OnlineAllowed.Mobile), ("all", OnlineAllowed.All), ("none", OnlineAllowed.None)) }),
    ];

    /// <summary><c>online.allowed</c>.</summary>
    public OnlineAllowed Allowed { get; init; } = OnlineAllowed.Mobile;
}
