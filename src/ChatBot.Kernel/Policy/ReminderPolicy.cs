namespace ChatBot.Kernel.Policy;

/// <summary>Reminders before a session and the hours of rest [product].</summary>
public sealed record ReminderPolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "reminders";

    /// <summary>Offsets before the start, longest first.</summary>
    public IReadOnlyList<TimeSpan> Before { get; init; } = [TimeSpan.FromDays(3), TimeSpan.FromDays(1), TimeSpan.FromHours(2)];

    /// <summary>Start of the hours of rest, local time.</summary>
    public TimeOnly QuietFrom { get; init; } = new(21, 30);

    /// <summary>End of the hours of rest, local time.</summary>
    public TimeOnly QuietUntil { get; init; } = new(7, 30);
}
