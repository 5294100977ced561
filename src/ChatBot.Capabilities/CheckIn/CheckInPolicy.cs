using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Check-in.</summary>
public sealed record CheckInPolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "check_in";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<CheckInPolicy>("late_minutes", (p, v) => p with { LateAfter = TimeSpan.FromMinutes(v.Whole(0, 240)) }),
        PolicyParameter.Of<CheckInPolicy>("checkin.opens_minutes", (p, v) => p with { OpensBefore = TimeSpan.FromMinutes(v.Whole(0, 240)) }),
    ];

    /// <summary><c>late_minutes</c> [product].</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long before the start one can check in [product].</summary>
    public TimeSpan OpensBefore { get; init; } = TimeSpan.FromMinutes(30);
}
