namespace ChatBot.Kernel.Policy;

/// <summary>The parameters of <see cref="ReminderPolicy"/>.</summary>
public static class ReminderParameters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PolicyParameter> All { get; } =
    [
        PolicyParameter.Of<ReminderPolicy>("reminders", (p, v) => p with { Before = [.. v.Many.Select(PolicyValue.Offset).Distinct().OrderDescending()] }),
        PolicyParameter.Of<ReminderPolicy>("quiet_hours", (p, v) => v.Hours() is var (from, until) ? p with { QuietFrom = from, QuietUntil = until } : p),
    ];
}
