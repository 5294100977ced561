using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Leave;

/// <summary>
/// Approves or declines a request: a person's decision (H-1). Approval after the list was confirmed corrects the record
/// and withdraws steps that no longer hold.
/// </summary>
public sealed class DecideLeave(LeaveShape shape, ISignUpReader signUps, IAttendanceReader attendance, EscalationBooks books)
    : DecideRequest<LeaveRequest, Session, DecideLeaveInputs>(shape)
{
    /// <inheritdoc/>
    protected override bool IsUrgent => true;

    /// <inheritdoc/>
    protected override string AuditDetail(RequestView<LeaveRequest, Session> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.About.Id.ToString();
    }

    /// <inheritdoc/>
    protected override void KeepUndo(LeaveRequest request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(LeaveUndo.Decide, new LeaveFacts(request.Id));
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<(string Name, object? Value)>> FollowAsync(
        RequestView<LeaveRequest, Session> view, DecideLeaveInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        if (view.Request.Status == RequestStatus.Approved && view.Subject.Concerns is { } applicant)
        {
            await FollowApprovalAsync(view.About, applicant, scope, cancellationToken);
        }

        return [];
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
