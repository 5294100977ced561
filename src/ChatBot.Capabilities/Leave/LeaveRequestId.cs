namespace ChatBot.Capabilities.Leave;

/// <summary>One request for leave.</summary>
public readonly record struct LeaveRequestId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
