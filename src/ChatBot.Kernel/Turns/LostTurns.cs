using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// The turns of this process that were called lost while the store of turns was away. Each is told to the store with the
/// person's next claim, or as soon as the store is back, so that a form that was called lost does not come back.
/// </summary>
public sealed class LostTurns
{
    /// <summary>So many people at most; of one more nothing is noted, and the old form may come back to that person.</summary>
    private const int MostPeople = 100_000;

    private readonly ConcurrentDictionary<PlatformUser, LostTurn> _turns = new();

    /// <summary>Whether nothing waits to be told.</summary>
    public bool IsEmpty => _turns.IsEmpty;

    /// <summary>Notes a turn; the newest of a person counts.</summary>
    public void Note(LostTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (_turns.Count < MostPeople)
        {
            _turns[turn.Message.Sender] = turn;
        }
    }

    /// <summary>The person's turn that the store does not know of yet; null for none.</summary>
    public LostTurn? Of(PlatformUser person) => _turns.IsEmpty ? null : _turns.GetValueOrDefault(person);

    /// <summary>The store knows it now.</summary>
    public void Told(LostTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        _turns.TryRemove(KeyValuePair.Create(turn.Message.Sender, turn));
    }

    /// <summary>Tells the store of all; ends at the first that it does not take.</summary>
    /// <exception cref="StoreUnavailableException">The store is still away.</exception>
    public async Task TellAsync(ITurnStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var turn in _turns.Values)
        {
            await store.ForgetAsync(turn, cancellationToken);
            Told(turn);
        }
    }
}
