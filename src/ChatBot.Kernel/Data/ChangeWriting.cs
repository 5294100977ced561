using ChatBot.Kernel.Ledger;

namespace ChatBot.Kernel.Data;

/// <summary>How one kind of change is written; each capability brings its own.</summary>
/// <param name="Change">The exact type of change.</param>
/// <param name="Write">Adds the change's statements to the commit.</param>
public sealed record ChangeWriting(Type Change, Action<Change, WriteBatch> Write)
{
    /// <summary>The writing of <typeparamref name="T"/>.</summary>
    public static ChangeWriting Of<T>(Action<T, WriteBatch> write)
        where T : Change => new(typeof(T), (change, batch) => write((T)change, batch));
}
