using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Asks leave from a session, always for oneself; the approver is asked privately.</summary>
public sealed class RequestLeave(SessionLookup lookup, LeaveShape shape, ILeaveReader leave) : UseCase<RequestLeaveInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(RequestLeaveInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken) is not { } session)
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
            return UseCaseResult.Done(Reply.Of("leave.already", ("session", SessionPhrases.Short(session)), ("status", Phrase.Of(shape.Terms.StatusKey(earlier.Status)))));
        }

        var request = new LeaveRequest
        {
            Id = new LeaveRequestId(scope.Ids.New()),
            Session = session.Id,
            Member = scope.Actor.Id,
            Reason = inputs.Reason ?? LeaveReason.Other,
            ReasonText = inputs.Text,
            RequestedAt = scope.Now,
            IsLate = timing == LeaveTiming.Late,
        };
        var approvers = shape.Put(LeaveShape.Of(request, session, scope.Branch), scope);
        if (approvers.Count == 0)
        {
            return UseCaseResult.Refused(Reply.Of("leave.no_decider"));
        }

        scope.Changes.Add(new LeaveRequested(request));
        scope.Audit("leave.request", request.Id, session.Id.ToString());
        scope.KeepUndo(LeaveUndo.Request, new LeaveFacts(request.Id));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                request.IsLate ? "leave.requested_late" : "leave.requested",
                ("session", SessionPhrases.Short(session)),
                ("approver", scope.Branch.NamesOf([.. approvers.Select(a => a.Id)]))),
            [ButtonPhrase.Of("leave.withdraw", ("handle", Choice.HandleOf(request.Id.Value)))]));
    }
}
