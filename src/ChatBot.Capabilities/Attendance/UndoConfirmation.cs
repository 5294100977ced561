using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>
/// Takes the confirmation of a list back: its lines become drafts again and nobody is absent until somebody confirms anew;
/// steps follow the facts. Once a line was corrected, or another has confirmed, that would be lost: it is too late.
/// </summary>
public sealed class UndoConfirmation(SessionLookup lookup, IAttendanceReader attendance, EscalationBooks books) : UndoHandler<ConfirmationFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(ConfirmationFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { Phase: SessionPhase.Confirmed } session)
        {
            return Undoing.TooLate;
        }

        if (scope.RefusalFor(AttendanceActions.Confirm, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        var lines = await attendance.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
        if (lines.Any(l => l.By != entry.Actor || l.At != entry.At))
        {
            return Undoing.TooLate;
        }

        await books.CorrectAsync(
            scope, session, [.. lines.Select(l => (l.Member, AttendanceStatus.NotRecorded))], "undo", tellMember: false, cancellationToken);
        scope.Changes.Add(new FactsAppended(
            [.. lines.Where(l => l.Status != AttendanceStatus.Unexcused)
                .Select(l => new AttendanceFact(session.Id, l.Member, l.Status, false, scope.Actor.Id, scope.Now, "undo"))]));
        scope.Changes.Add(new SessionChanged(session with { Phase = SessionPhase.Listed, Version = session.Version + 1 }));
        var label = SessionPhrases.Short(session);
        return Undoing.Done(
            Phrase.Of("undo.what_confirmation", ("session", label)),
            Reply.Of("undo.confirmation", ("session", label), ("number", session.Number)));
    }
}
