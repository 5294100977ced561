using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Undo;

/// <summary>Takes back one kind of thing.</summary>
public interface IUndoHandler
{
    /// <summary>The kinds of <see cref="UndoEntry"/> it serves.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Puts the reversal into the scope's changes; null when it cannot be taken back any more.</summary>
    Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken);
}

/// <summary>Takes back the newest thing that the person did and that can still be taken back (/撤销).</summary>
public sealed class UndoLast(IUndoReader undo, IEnumerable<IUndoHandler> handlers) : IUseCase
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await undo.NewestAsync(scope.Branch.Id, scope.Actor.Id, scope.Now - Memory, cancellationToken) is not { } entry)
        {
            return UseCaseResult.Refused(Reply.Of("undo.nothing"));
        }

        if (handlers.FirstOrDefault(h => h.Kinds.Contains(entry.Kind)) is not { } handler)
        {
            // Written by a version whose kinds nobody serves any more.
            return UseCaseResult.Refused(Reply.Of("undo.unknown"));
        }

        if (await handler.UndoAsync(entry, new Inputs(entry.Facts), scope, cancellationToken) is not { } reply)
        {
            return UseCaseResult.Refused(Reply.Of("undo.too_late"));
        }

        scope.Changes.Add(new UndoTaken(entry.Id, scope.Now));
        scope.Audit("undo", entry.Id, entry.Kind);
        return UseCaseResult.Done(reply);
    }
}
