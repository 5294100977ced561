using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Takes a correction back, unless somebody has corrected the line since; steps follow, the member is told.</summary>
public sealed class UndoCorrection(SessionLookup lookup, IAttendanceReader attendance, EscalationBooks books) : UndoHandler<CorrectionFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(CorrectionFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(scope);
        if (facts is not { Member: { } id, Status: { } before } || scope.Branch.Member(id) is not { } member
            || await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { Phase: SessionPhase.Confirmed } session)
        {
            return Undoing.TooLate;
        }

        if (scope.RefusalFor(AttendanceActions.Confirm, SessionLookup.SubjectOf(session, member)) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        var line = (await attendance.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken)).FirstOrDefault(l => l.Member == id);
        if (line is null || line.By != entry.Actor || line.At != entry.At)
        {
            return Undoing.TooLate;
        }

        await books.CorrectAsync(scope, session, [(id, before)], "undo", tellMember: true, cancellationToken);
        return Undoing.Done(
            Phrase.Of("undo.what_correction", ("member", member.Name), ("session", SessionPhrases.Short(session)), ("status", line.Status), ("before", before)),
            Reply.Of("undo.correction", ("member", member.Name), ("session", SessionPhrases.Short(session))));
    }
}
