using ChatBot.Kernel.Undo;

namespace ChatBot.Kernel.Declarations;

/// <summary>How a use case is taken back, or why it cannot be.</summary>
public sealed record UndoRule
{
    private UndoRule(UndoKind? kind, string? why) => (Kind, Why) = (kind, why);

    /// <summary>It changes nothing, so there is nothing to take back.</summary>
    public static UndoRule ReadsOnly { get; } = new(null, null);

    /// <summary>The kind of entry that it leaves; null when it leaves none.</summary>
    public UndoKind? Kind { get; }

    /// <summary>Why it cannot be taken back, for whoever maintains it; null when it can or changes nothing.</summary>
    public string? Why { get; }

    /// <summary>Taken back by the handler of the kind.</summary>
    public static UndoRule By(UndoKind kind) => new(kind, null);

    /// <summary>It cannot be taken back, and why.</summary>
    public static UndoRule Never(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new(null, why);
    }
}
