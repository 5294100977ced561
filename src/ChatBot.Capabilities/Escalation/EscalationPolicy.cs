using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Policy;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Escalation (R-721…R-724, C-10).</summary>
public sealed record EscalationPolicy : IPolicySection
{
    /// <inheritdoc/>
    public static string SectionName => "escalation";

    /// <summary>Its parameters, named as in rules.md §22.</summary>
    public static IReadOnlyList<PolicyParameter> Parameters { get; } =
    [
        PolicyParameter.Of<EscalationPolicy>("esc.ladder", (p, v) => p with { IsOn = v.Word(("counted", true), ("gravity", false), ("in_discussion_stage", false), ("off", false)) }),
        PolicyParameter.Of<EscalationPolicy>("esc.step1_send", (p, v) => p with { AsksBeforeStep1 = v.Word(("on_confirm", false), ("ask", true)) }),
        PolicyParameter.Of<EscalationPolicy>("streak.types", (p, v) => p with { Streak = p.Streak with { Kinds = v.Words(SessionKindWords.All).ToHashSet() } }),
        PolicyParameter.Of<EscalationPolicy>("streak.excused", (p, v) => p with { Streak = p.Streak with { ExcusedBreaks = v.Word(("breaks", true), ("skips", false)) } }),
    ];

    /// <summary><c>esc.ladder</c> is counted; off opens no step.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary><c>esc.step1_send = ask</c>: step 1 waits for a tap like the others; otherwise confirming the list is the approval.</summary>
    public bool AsksBeforeStep1 { get; init; }

    /// <summary>What counts as consecutive.</summary>
    public StreakPolicy Streak { get; init; } = new();
}
