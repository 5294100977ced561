using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>Takes a withdrawal back: whatever the request was before, it is decided anew.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <typeparam name="TFacts">What is kept with the act.</typeparam>
public abstract class UndoWithdrawal<TRequest, TAbout, TFacts>(RequestShape<TRequest, TAbout> shape) : UndoHandler<TFacts>
    where TRequest : Request
    where TFacts : class, IRequestFacts
{
    /// <inheritdoc/>
    protected sealed override async Task<Undoing> UndoAsync(TFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (await shape.ViewAsync(facts.Request, scope.Branch, cancellationToken) is not { Request.Status: RequestStatus.Withdrawn } view
            || !await CanStandAgainAsync(view, scope, cancellationToken))
        {
            return Undoing.TooLate;
        }

        var again = view with { Request = view.Request with { Status = RequestStatus.Pending, DecidedBy = null, DecidedAt = null, DecisionNote = null } };
        if (shape.Deciders(again, scope.Branch, scope.Today).Count == 0)
        {
            return Undoing.Refused(UseCaseResult.Refused(Reply.Of(shape.Terms.Key("no_decider"))));
        }

        scope.Changes.Add(shape.Changed(again.Request, RequestStatus.Withdrawn));
        shape.Put(again, scope);
        return Undoing.Done(view.Say(shape.Terms, "undo_withdrawal"), new Reply(again.Say(shape.Terms, "asked_again")));
    }

    /// <summary>Whether it may stand beside what was asked since, and still makes sense.</summary>
    protected abstract Task<bool> CanStandAgainAsync(RequestView<TRequest, TAbout> view, TurnScope scope, CancellationToken cancellationToken);
}
