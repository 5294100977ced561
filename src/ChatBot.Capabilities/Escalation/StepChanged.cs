using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Its new form. Guard: the stored state is <paramref name="From"/>.</summary>
public sealed record StepChanged(EscalationStep Step, StepState From) : Change
{
    /// <inheritdoc/>
    public override string? Card => StepCard.KeyOf(Step.Id);
}
