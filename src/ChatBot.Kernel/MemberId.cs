namespace ChatBot.Kernel;

/// <summary>A person on a branch's roster.</summary>
public readonly record struct MemberId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
