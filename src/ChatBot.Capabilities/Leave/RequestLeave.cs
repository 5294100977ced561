using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Asks leave from a session, always for oneself; the approver is asked privately.</summary>
public sealed class RequestLeave(SessionLookup lookup, ILeaveReader leave) : IUseCase
{
    private static readonly TimeSpan Urgent = TimeSpan.FromHours(12);

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        if (session.Phase == SessionPhase.Cancelled || !SessionChoices.Concerns(session, scope.Actor))
        {
            return UseCaseResult.Refused(Reply.Of("leave.not_needed", ("session", SessionPhrases.Short(session))));
        }

        var timing = LeaveRules.TimingOf(session, scope.Now, scope.Branch.Policy.Leave);
        if (timing == LeaveTiming.TooLate)
        {
            return UseCaseResult.Refused(new Reply(
                Phrase.Of("leave.too_late", ("session", SessionPhrases.Short(session)), ("days", (int)scope.Branch.Policy.Leave.Retroactive.TotalDays)),
                [ButtonPhrase.Of("dispute.open", ("number", session.Number))]));
        }

        // The books hold one standing request for a session; most people ask once, and need not wait for a look.
        if (scope.IsRetry && await leave.StandingAsync(scope.Branch.Id, session.Id, scope.Actor.Id, cancellationToken) is { } earlier)
        {
            return UseCaseResult.Done(Reply.Of("leave.already", ("session", SessionPhrases.Short(session)), ("status", earlier.Status)));
        }

        var approvers = LeaveRules.Approvers(session, scope.Actor, scope.Branch.Here(scope.Today));
        if (approvers.Count == 0)
        {
            return UseCaseResult.Refused(Reply.Of("leave.no_approver"));
        }

        var request = new LeaveRequest
        {
            Id = new LeaveRequestId(scope.Ids.New()),
            Session = session.Id,
            Member = scope.Actor.Id,
            Reason = inputs.Enum<LeaveReason>("reason") ?? LeaveReason.Other,
            ReasonText = inputs.Text("text"),
            RequestedAt = scope.Now,
            IsLate = timing == LeaveTiming.Late,
        };
        scope.Changes.Add(new LeaveRequested(request));
        var canWait = session.StartsAt - scope.Now > Urgent || timing == LeaveTiming.Late;
        foreach (var approver in approvers)
        {
            scope.Changes.Add(new OutboxAdded(LeavePhrases.Row(scope, "leave.ask", request.Id, approver.Id, canWait)));
        }

        scope.Audit("leave.request", request.Id, session.Id.ToString());
        scope.KeepUndo(LeaveUndo.Request, ("request", request.Id.ToString()));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                request.IsLate ? "leave.requested_late" : "leave.requested",
                ("session", SessionPhrases.Short(session)),
                ("approver", string.Join('、', approvers.Select(a => a.Name)))),
            [ButtonPhrase.Of("leave.withdraw", ("handle", Choice.HandleOf(request.Id.Value)))]));
    }
}

/// <summary>Takes one's own request back, as long as the session is ahead or nobody has decided.</summary>
public sealed class WithdrawLeave(SessionLookup lookup, ILeaveReader leave) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("request") is not { } id
            || await leave.GetAsync(scope.Branch.Id, new LeaveRequestId(id), cancellationToken) is not { } request
            || request.Member != scope.Actor.Id
            || await lookup.FindAsync(request.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return UseCaseResult.Refused(Reply.Of("leave.not_found"));
        }

        if (request.Status is not (LeaveStatus.Pending or LeaveStatus.Approved) || (request.Status == LeaveStatus.Approved && !session.IsAhead))
        {
            return UseCaseResult.Refused(Reply.Of("leave.cannot_withdraw", ("session", SessionPhrases.Short(session)), ("status", request.Status)));
        }

        scope.Changes.Add(new LeaveChanged(
            request with { Status = LeaveStatus.Withdrawn, DecidedAt = scope.Now, DecidedBy = scope.Actor.Id }, request.Status));
        if (request.Status == LeaveStatus.Approved && request.DecidedBy is { } approver)
        {
            scope.Changes.Add(new OutboxAdded(LeavePhrases.Row(scope, "leave.withdrawn", request.Id, approver, quiet: true)));
        }

        scope.Audit("leave.withdraw", request.Id);
        scope.KeepUndo(LeaveUndo.Withdraw, ("request", request.Id.ToString()));
        return UseCaseResult.Done(new Reply(
            Phrase.Of("leave.withdrawn", ("session", SessionPhrases.Short(session))),
            session.SignUp.IsOpen ? [ButtonPhrase.Of("signup.join", ("number", session.Number))] : null));
    }
}
