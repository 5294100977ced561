using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>Decides a request: a person's decision, never the asker's own; the asker is told.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <typeparam name="TInputs">Its inputs.</typeparam>
public abstract class DecideRequest<TRequest, TAbout, TInputs>(RequestShape<TRequest, TAbout> shape) : UseCase<TInputs>
    where TRequest : Request
    where TInputs : class, IDecideInputs
{
    /// <inheritdoc/>
    public sealed override async Task<UseCaseResult> RunAsync(TInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        var terms = shape.Terms;
        if (await shape.ViewAsync(inputs.Request, scope.Branch, cancellationToken) is not { } view)
        {
            return UseCaseResult.Refused(Reply.Of(terms.Key("not_found")));
        }

        if (scope.RefusalFor(terms.Decide, view.Subject) is { } refusal)
        {
            return refusal;
        }

        var card = terms.CardOf(view.Request.Key);
        if (view.Request.Status != RequestStatus.Pending)
        {
            return UseCaseResult.Refused(scope.OnTapped(
                new Reply(view.Say(terms, "already_decided", ("by", view.Request.DecidedBy is { } by ? scope.Branch.NameOf(by) : null))), card));
        }

        if (inputs.Decision is not { } decision)
        {
            return UseCaseResult.Refused(new Reply(view.Say(terms, "needs_decision"), shape.Buttons(view)));
        }

        var decided = view with
        {
            Request = view.Request with
            {
                Status = decision switch { Decision.Approve => RequestStatus.Approved, Decision.Decline => RequestStatus.Declined },
                DecidedBy = scope.Actor.Id,
                DecidedAt = scope.Now,
                DecisionNote = inputs.Text,
            },
        };
        scope.Changes.Add(shape.Changed(decided.Request, RequestStatus.Pending));
        scope.Changes.Add(new OutboxAdded(shape.Row(terms.Decided, decided.Request, decided.Request.Asker, scope, quiet: !IsUrgent)));
        var facts = await FollowAsync(decided, inputs, scope, cancellationToken);
        scope.Audit(decision == Decision.Approve ? terms.ApproveAction : terms.DeclineAction, view.Request.Key.ToString("N"), AuditDetail(decided));
        KeepUndo(decided.Request, scope);
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(decided.Say(terms, decision == Decision.Approve ? "approved" : "declined", facts), Next), card));
    }

    /// <summary>Whether the asker is told in hours of rest as well.</summary>
    protected virtual bool IsUrgent => false;

    /// <summary>What can be done next.</summary>
    protected virtual IReadOnlyList<ButtonPhrase> Next => [ButtonPhrase.Of("undo.last")];

    /// <summary>The detail of the audit line; never a reason.</summary>
    protected abstract string AuditDetail(RequestView<TRequest, TAbout> view);

    /// <summary>Remembers how to take the decision back; empty where <see cref="FollowAsync"/> does so with what it found.</summary>
    protected virtual void KeepUndo(TRequest request, TurnScope scope)
    {
    }

    /// <summary>What follows from the decision, put into the scope's changes; facts for the answer.</summary>
    protected virtual Task<IReadOnlyList<(string Name, object? Value)>> FollowAsync(
        RequestView<TRequest, TAbout> view, TInputs inputs, TurnScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string Name, object? Value)>>([]);
}
