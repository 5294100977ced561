using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Undo;

/// <summary>Takes back one kind of thing; belongs to the capability that did it.</summary>
public interface IUndoHandler
{
    /// <summary>
    /// Puts the reversal into the scope's changes, where the actor may still do it and nobody has decided otherwise since.
    /// May be run only to find out what it would do: nothing of it is written then.
    /// </summary>
    Task<Undoing> UndoAsync(UndoEntry entry, TurnScope scope, CancellationToken cancellationToken);
}
