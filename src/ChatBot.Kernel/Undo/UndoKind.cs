namespace ChatBot.Kernel.Undo;

/// <summary>A kind of thing that can be taken back; owned by the capability that does it.</summary>
/// <param name="Name">As it is stored, e.g. <c>leave.decide</c>; never changes.</param>
public abstract record UndoKind(string Name)
{
    /// <summary>Whether others were told of it: then the bot says first what it will take back, and asks.</summary>
    public bool OthersWereTold { get; init; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
