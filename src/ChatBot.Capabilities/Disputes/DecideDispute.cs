using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Upholds a dispute, which corrects the record and withdraws what no longer holds, or rejects it with a word.</summary>
public sealed class DecideDispute(DisputeShape shape, IAttendanceReader attendance, EscalationBooks books)
    : DecideRequest<Dispute, Session, DecideDisputeInputs>(shape)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Kernel.Wording.ButtonPhrase> Next => [Kernel.Wording.ButtonPhrase.Of("undo.last")];

    /// <inheritdoc/>
    protected override string AuditDetail(RequestView<Dispute, Session> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.About.Id.ToString();
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<(string Name, object? Value)>> FollowAsync(
        RequestView<Dispute, Session> view, DecideDisputeInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (view.Request.Status != RequestStatus.Approved)
        {
            scope.KeepUndo(DisputesUndo.Decide, new DisputeFacts(view.Request.Id));
            return [];
        }

        var status = inputs.Status is { } named && CanBeUpheld(named) ? named : AttendanceStatus.Present;
        var before = (await attendance.ForSessionAsync(scope.Branch.Id, view.About.Id, cancellationToken)).FirstOrDefault(l => l.Member == view.Request.Member)?.Status;
        await books.CorrectAsync(scope, view.About, [(view.Request.Member, status)], "dispute", tellMember: false, cancellationToken);
        scope.KeepUndo(DisputesUndo.Decide, new DisputeFacts(view.Request.Id, before ?? AttendanceStatus.NotRecorded));
        return [("as", status)];
    }

    // Upholding mends a record in the member's favour; it never makes anybody absent.
    private static bool CanBeUpheld(AttendanceStatus status) =>
        status is AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late or AttendanceStatus.Excused;
}
