using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>
/// Approves or declines a request: a person's decision (H-1). Approval after the list was confirmed corrects the record
/// and withdraws steps that no longer hold.
/// </summary>
public sealed class DecideLeave(SessionLookup lookup, ILeaveReader leave, ISignUpReader signUps, IAttendanceReader attendance, EscalationBooks books) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("request") is not { } id
            || await leave.GetAsync(scope.Branch.Id, new LeaveRequestId(id), cancellationToken) is not { } request
            || scope.Branch.Member(request.Member) is not { } applicant
            || await lookup.FindAsync(request.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return UseCaseResult.Refused(Reply.Of("leave.not_found"));
        }

        if (scope.RefusalFor(LeaveActions.Decide, SessionLookup.SubjectOf(session, applicant)) is { } refusal)
        {
            return refusal;
        }

        if (request.Status != LeaveStatus.Pending)
        {
            return UseCaseResult.Refused(scope.OnTapped(
                Reply.Of(
                    "leave.already_decided", ("member", applicant.Name), ("status", request.Status), ("by", request.DecidedBy is { } by ? scope.Branch.NameOf(by) : null)),
                LeaveCard.KeyOf(request.Id)));
        }

        var approves = inputs.Text("decision") switch { "approve" => true, "decline" => false, _ => (bool?)null };
        if (approves is not { } approved)
        {
            return UseCaseResult.Refused(new Reply(Phrase.Of("leave.needs_decision", ("member", applicant.Name)), LeavePhrases.DecisionButtons(request)));
        }

        var decided = request with
        {
            Status = approved ? LeaveStatus.Approved : LeaveStatus.Declined,
            DecidedBy = scope.Actor.Id,
            DecidedAt = scope.Now,
            DecisionNote = inputs.Text("text"),
        };
        scope.Changes.Add(new LeaveChanged(decided, LeaveStatus.Pending));
        scope.Changes.Add(new OutboxAdded(LeavePhrases.Row(scope, "leave.decided", request.Id, request.Member, quiet: false)));
        if (approved)
        {
            await FollowApprovalAsync(session, applicant, scope, cancellationToken);
        }

        scope.Audit(approved ? "leave.approve" : "leave.decline", request.Id, session.Id.ToString());
        scope.KeepUndo(LeaveUndo.Decide, ("request", request.Id.ToString()));
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(
                Phrase.Of(
                    approved ? "leave.approved" : "leave.declined", ("member", applicant.Name), ("session", SessionPhrases.Short(session))),
                [ButtonPhrase.Of("undo.last")]),
            LeaveCard.KeyOf(request.Id)));
    }

    private async Task FollowApprovalAsync(Session session, Member applicant, TurnScope scope, CancellationToken cancellationToken)
    {
        if (session.Phase == SessionPhase.Confirmed)
        {
            // Who came, came: leave excuses an absence, it does not take a presence out of the record.
            var lines = await attendance.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
            if (lines.FirstOrDefault(l => l.Member == applicant.Id)?.Status is not (AttendanceStatus.Unexcused or AttendanceStatus.NotRecorded))
            {
                return;
            }

            await books.CorrectAsync(scope, session, [(applicant.Id, AttendanceStatus.Excused)], "leave", tellMember: false, cancellationToken);
        }
        else if (session.IsAhead)
        {
            var (entries, count) = await signUps.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
            if (entries.FirstOrDefault(e => e.Member == applicant.Id) is { Status: SignUpStatus.Going or SignUpStatus.Waiting } entry)
            {
                SignUpDigest.Withdraw(scope, session, entry, entries, count);
            }
        }
    }
}
