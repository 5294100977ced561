namespace ChatBot.Kernel;

/// <summary>A branch (支部); every record of the bot belongs to exactly one.</summary>
public readonly record struct BranchId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
