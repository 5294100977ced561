using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Leave;

/// <summary>Leave (R-704, both [product]).</summary>
public sealed record LeavePolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "leave";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<LeavePolicy>("leave.deadline_hours", (p, v) => p with { Deadline = TimeSpan.FromHours(v.Whole(0, 720)) }),
        PolicyParameter.Of<LeavePolicy>("leave.retroactive_days", (p, v) => p with { Retroactive = TimeSpan.FromDays(v.Whole(0, 90)) }),
    ];

    /// <summary><c>leave.deadline_hours</c>: how long before the start a request is in time.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.Zero;

    /// <summary><c>leave.retroactive_days</c>: how long after the end 补假 can still be asked.</summary>
    public TimeSpan Retroactive { get; init; } = TimeSpan.FromDays(3);
}
