namespace ChatBot.Capabilities.Study;

/// <summary>One piece of study material.</summary>
public readonly record struct MaterialId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
