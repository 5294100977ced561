using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Capabilities.Study;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Undo;

/// <summary>Takes back one's own answers, by the use cases that do the opposite; and a check-in made for another.</summary>
public sealed class UndoAnswers(JoinSession join, LeaveSession leave, WithdrawLeave withdraw, SessionLookup lookup) : IUndoHandler
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["signup.join", "signup.leave", "leave.request", "checkin.other"];

    /// <inheritdoc/>
    public async Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (entry.Kind == "checkin.other")
        {
            if (facts.Member() is not { } member || await lookup.FindAsync(facts.Session(), scope.Branch, cancellationToken) is not { IsAhead: true } session)
            {
                return null;
            }

            scope.Changes.Add(new CheckInRemoved(session.Id, member));
            return Reply.Of("undo.checkin", ("member", scope.Branch.NameOf(member)), ("session", SessionPhrases.Short(session)));
        }

        IUseCase opposite = entry.Kind switch { "signup.join" => leave, "signup.leave" => join, _ => withdraw };
        var result = await opposite.RunAsync(facts, scope, cancellationToken);
        return result.Status == UseCaseStatus.Done && !scope.Changes.IsEmpty ? result.Replies[0] : null;
    }
}

/// <summary>Takes back decisions on leave, steps, points and study material.</summary>
public sealed class UndoDecisions(
    SessionLookup lookup, ILeaveReader leave, IEscalationReader steps, IPointsReader points, IStudyReader study) : IUndoHandler
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } =
        ["leave.decide", "escalation.drop", "points.claim", "points.decide", "study.draft", "study.approve"];

    /// <inheritdoc/>
    public Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken) => entry.Kind switch
    {
        "leave.decide" => ReopenLeaveAsync(facts, scope, cancellationToken),
        "escalation.drop" => ProposeAgainAsync(facts, scope, cancellationToken),
        "points.claim" or "points.decide" => ReopenClaimAsync(entry.Kind, facts, scope, cancellationToken),
        _ => WithdrawMaterialAsync(facts, scope, cancellationToken),
    };

    /// <summary>Back to pending while the session's list is not confirmed; afterwards the record is corrected by hand.</summary>
    private async Task<Reply?> ReopenLeaveAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("request") is not { } id
            || await leave.GetAsync(scope.Branch.Id, new LeaveRequestId(id), cancellationToken) is not { } request
            || request.Status is not (LeaveStatus.Approved or LeaveStatus.Declined)
            || request.DecidedBy != scope.Actor.Id
            || await lookup.FindAsync(request.Session, scope.Branch, cancellationToken) is not { } session
            || session.Phase is SessionPhase.Confirmed or SessionPhase.Cancelled)
        {
            return null;
        }

        scope.Changes.Add(new LeaveChanged(
            request with { Status = LeaveStatus.Pending, DecidedBy = null, DecidedAt = null, DecisionNote = null }, request.Status));
        scope.Changes.Add(new OutboxAdded(LeavePhrases.Row(scope, "leave.reopened", request.Id, request.Member, quiet: false)));
        return new Reply(
            Phrase.Of("undo.leave", ("member", scope.Branch.NameOf(request.Member)), ("session", SessionPhrases.Short(session))),
            LeavePhrases.DecisionButtons(request));
    }

    private async Task<Reply?> ProposeAgainAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("step") is not { } id
            || await steps.GetAsync(scope.Branch.Id, new StepId(id), cancellationToken) is not { State: StepState.Dropped } step)
        {
            return null;
        }

        scope.Changes.Add(new StepChanged(step with { State = StepState.Proposed }, StepState.Dropped));
        return Reply.Of("undo.step", ("member", scope.Branch.NameOf(step.Member)), ("level", step.Level));
    }

    private async Task<Reply?> ReopenClaimAsync(string kind, Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("claim") is not { } id || await points.GetClaimAsync(scope.Branch.Id, new PointsClaimId(id), cancellationToken) is not { } claim)
        {
            return null;
        }

        if (kind == "points.claim")
        {
            if (claim.Status != Capabilities.Points.ClaimStatus.Pending)
            {
                return null;
            }

            scope.Changes.Add(new PointsClaimChanged(claim with { Status = Capabilities.Points.ClaimStatus.Withdrawn, DecidedAt = scope.Now }, claim.Status));
            return Reply.Of("points.withdrawn", ("points", claim.Points));
        }

        if (claim.Status is not (Capabilities.Points.ClaimStatus.Approved or Capabilities.Points.ClaimStatus.Declined))
        {
            return null;
        }

        if (claim.Status == Capabilities.Points.ClaimStatus.Approved)
        {
            scope.Changes.Add(new PointsAppended(new PointsEntry(
                scope.Ids.New(), claim.Member, -claim.Points, claim.Month, claim.Id, "undo", scope.Actor.Id, scope.Now)));
        }

        scope.Changes.Add(new PointsClaimChanged(
            claim with { Status = Capabilities.Points.ClaimStatus.Pending, DecidedBy = null, DecidedAt = null, DecisionNote = null }, claim.Status));
        return Reply.Of("undo.claim", ("member", scope.Branch.NameOf(claim.Member)), ("points", claim.Points));
    }

    private async Task<Reply?> WithdrawMaterialAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("material") is not { } id
            || await study.GetAsync(scope.Branch.Id, new MaterialId(id), cancellationToken) is not { } material
            || material.State == MaterialState.Withdrawn)
        {
            return null;
        }

        scope.Changes.Add(new MaterialChanged(material with { State = MaterialState.Withdrawn }, material.State));
        return Reply.Of("study.withdrawn", ("number", material.Number), ("title", material.Title));
    }
}
