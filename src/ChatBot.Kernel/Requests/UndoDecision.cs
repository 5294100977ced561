using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>
/// Takes one's own decision back: the request is pending again, and its asker is told. The right to decide is asked once
/// more; a decision that another has made since stays.
/// </summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <typeparam name="TFacts">What is kept with the act.</typeparam>
public abstract class UndoDecision<TRequest, TAbout, TFacts>(RequestShape<TRequest, TAbout> shape) : UndoHandler<TFacts>
    where TRequest : Request
    where TFacts : class, IRequestFacts
{
    /// <inheritdoc/>
    protected sealed override async Task<Undoing> UndoAsync(TFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(scope);
        if (await shape.ViewAsync(facts.Request, scope.Branch, cancellationToken) is not { Request.Status: RequestStatus.Approved or RequestStatus.Declined } view
            || view.Request.DecidedBy != entry.Actor
            || !shape.IsReopenable(view))
        {
            return Undoing.TooLate;
        }

        if (scope.RefusalFor(shape.Terms.Decide, view.Subject) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        if (!await ReverseAsync(view, facts, entry, scope, cancellationToken))
        {
            return Undoing.TooLate;
        }

        var again = view with { Request = view.Request with { Status = RequestStatus.Pending, DecidedBy = null, DecidedAt = null, DecisionNote = null } };
        scope.Changes.Add(shape.Changed(again.Request, view.Request.Status));
        scope.Changes.Add(new OutboxAdded(shape.Row(shape.Terms.Reopened, again.Request, again.Request.Asker, scope, quiet: false)));
        return Undoing.Done(view.Say(shape.Terms, "undo_decision"), new Reply(again.Say(shape.Terms, "reopened"), shape.Buttons(again)));
    }

    /// <summary>Takes back what followed from the decision; false when it cannot be any more.</summary>
    protected virtual Task<bool> ReverseAsync(RequestView<TRequest, TAbout> view, TFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken) =>
        Task.FromResult(true);
}
