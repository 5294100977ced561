using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Undo;

/// <summary>Takes back one kind of thing by its typed facts.</summary>
/// <typeparam name="TFacts">See <see cref="UndoKind{TFacts}"/>.</typeparam>
public abstract class UndoHandler<TFacts> : IUndoHandler
    where TFacts : class
{
    /// <inheritdoc/>
    public Task<Undoing> UndoAsync(UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return UndoAsync(InputBinder<TFacts>.Bind(new Inputs(entry.Facts)), entry, scope, cancellationToken);
    }

    /// <summary>See <see cref="IUndoHandler.UndoAsync"/>.</summary>
    protected abstract Task<Undoing> UndoAsync(TFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken);
}
