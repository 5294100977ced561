using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Takes a decision on a dispute back. One that mended the record puts the line back, unless somebody has corrected it since.</summary>
public sealed class UndoDecideDispute(DisputeShape shape, IAttendanceReader attendance, EscalationBooks books)
    : UndoDecision<Dispute, Session, DisputeFacts>(shape)
{
    /// <inheritdoc/>
    protected override async Task<bool> ReverseAsync(
        RequestView<Dispute, Session> view, DisputeFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(scope);
        if (view.Request.Status != RequestStatus.Approved)
        {
            return true;
        }

        var line = (await attendance.ForSessionAsync(scope.Branch.Id, view.About.Id, cancellationToken)).FirstOrDefault(l => l.Member == view.Request.Member);
        if (facts.Before is not { } before || line is null || line.By != entry.Actor || line.At != entry.At)
        {
            return false;
        }

        await books.CorrectAsync(scope, view.About, [(view.Request.Member, before)], "undo", tellMember: false, cancellationToken);
        return true;
    }
}
