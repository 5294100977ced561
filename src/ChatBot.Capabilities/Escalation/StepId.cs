namespace ChatBot.Capabilities.Escalation;

/// <summary>One escalation step taken or proposed for a member.</summary>
public readonly record struct StepId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
