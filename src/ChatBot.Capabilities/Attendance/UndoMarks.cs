using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Takes drafts back; a line on which somebody has written since stays as it is, and is named.</summary>
public sealed class UndoMarks(SessionLookup lookup, IAttendanceReader attendance) : UndoHandler<MarksFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(MarksFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(scope);
        if (facts.Before is not { } before || await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { Phase: SessionPhase.Open or SessionPhase.Listed } session)
        {
            return Undoing.TooLate;
        }

        if (scope.RefusalFor(AttendanceActions.Mark, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        var lines = (await attendance.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken)).ToDictionary(l => l.Member);
        var stillMine = before.Marks.Where(m => lines.TryGetValue(m.Member, out var line) && line.By == entry.Actor && line.At == entry.At).ToList();
        if (stillMine.Count == 0)
        {
            return Undoing.TooLate;
        }

        scope.Changes.Add(new FactsAppended(
            [.. stillMine.Select(m => new AttendanceFact(session.Id, m.Member, m.Status, false, scope.Actor.Id, scope.Now, "undo"))]));
        var label = SessionPhrases.Short(session);
        var kept = before.Marks.Except(stillMine).Select(m => m.Member).ToList();
        return Undoing.Done(
            Phrase.Of("undo.what_marks", ("session", label)),
            Reply.Of("undo.marks", ("session", label), ("kept", kept.Count == 0 ? null : scope.Branch.NamesOf(kept))));
    }
}
