using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Points;

/// <summary>Points .</summary>
public sealed record PointsPolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "points";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<PointsPolicy>("points.window_days", (p, v) => p with { WindowDays = v.Whole(1, 28) }),
        PolicyParameter.Of<PointsPolicy>("points.grace_days", (p, v) => p with { GraceDays = v.Whole(0, 28) }),
        PolicyParameter.Of<PointsPolicy>("points.objection_days", (p, v) => p with { ObjectionDays = v.Whole(0, 60) }),
    ];

    /// <summary>How many days before the month's end the window opens [product].</summary>
    public int WindowDays { get; init; } = 5;

    /// <summary>Days of grace after the month's end [product].</summary>
    public int GraceDays { get; init; } = 3;

    /// <summary><c>points.objection_days</c> [product].</summary>
    public int ObjectionDays { get; init; } = 5;
}
