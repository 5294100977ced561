namespace ChatBot.Capabilities.Disputes;

/// <summary>One dispute (申诉) of an attendance record.</summary>
public readonly record struct DisputeId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
