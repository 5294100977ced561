using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>Takes one's own request back; who had granted it is told.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <typeparam name="TInputs">Its inputs.</typeparam>
public abstract class WithdrawRequest<TRequest, TAbout, TInputs>(RequestShape<TRequest, TAbout> shape) : UseCase<TInputs>
    where TRequest : Request
    where TInputs : class, IRequestFacts
{
    /// <inheritdoc/>
    public sealed override async Task<UseCaseResult> RunAsync(TInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        var terms = shape.Terms;
        if (await shape.ViewAsync(inputs.Request, scope.Branch, cancellationToken) is not { } view || !MayTakeBack(view.Request, scope))
        {
            return UseCaseResult.Refused(Reply.Of(terms.Key("not_found")));
        }

        if (!shape.IsWithdrawable(view, scope.Now))
        {
            return UseCaseResult.Refused(new Reply(view.Say(terms, "cannot_withdraw")));
        }

        var from = view.Request.Status;
        var approver = view.Request.DecidedBy;
        var withdrawn = view.Request with { Status = RequestStatus.Withdrawn, DecidedAt = scope.Now, DecidedBy = scope.Actor.Id };
        scope.Changes.Add(shape.Changed(withdrawn, from));
        if (from == RequestStatus.Approved && approver is { } granted && granted != scope.Actor.Id && terms.Withdrawn is { } kind)
        {
            scope.Changes.Add(new OutboxAdded(shape.Row(kind, withdrawn, granted, scope, quiet: true)));
        }

        scope.Audit(terms.WithdrawAction, view.Request.Key.ToString("N"));
        KeepUndo(view.Request, scope);
        return UseCaseResult.Done(new Reply((view with { Request = withdrawn }).Say(terms, "withdrawn"), Next(view)));
    }

    /// <summary>Who may take it back: the asker.</summary>
    protected virtual bool MayTakeBack(TRequest request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        return request.Asker == scope.Actor.Id;
    }

    /// <summary>What can be done next.</summary>
    protected virtual IReadOnlyList<ButtonPhrase>? Next(RequestView<TRequest, TAbout> view) => null;

    /// <summary>Remembers how to take the withdrawal back.</summary>
    protected abstract void KeepUndo(TRequest request, TurnScope scope);
}
