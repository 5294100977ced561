namespace ChatBot.Kernel;

/// <summary>A group (党小组) inside a branch.</summary>
public readonly record struct GroupId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
