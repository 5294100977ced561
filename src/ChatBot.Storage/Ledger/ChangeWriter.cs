using System.Collections.Frozen;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Storage.Ledger;

/// <summary>Hands each change to the capability that writes it.</summary>
internal sealed class ChangeWriter(IEnumerable<ChangeWriting> writings)
{
    private readonly FrozenDictionary<Type, Action<Change, WriteBatch>> _writings = writings.ToFrozenDictionary(w => w.Change, w => w.Write);

    /// <summary>Adds the statements of a change to a commit.</summary>
    /// <exception cref="ArgumentException">No capability writes it.</exception>
    public void Write(Change change, WriteBatch batch)
    {
        if (!_writings.TryGetValue(change.GetType(), out var write))
        {
            throw new ArgumentException($"No table for {change.GetType().Name}.", nameof(change));
        }

        write(change, batch);
    }
}
