using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>Takes a check-in made for another back, while the session's list is open.</summary>
public sealed class UndoCheckInOther(SessionLookup lookup, ICheckInReader checkIns) : UndoHandler<CheckInFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(CheckInFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(scope);
        if (facts.Member is not { } id || scope.Branch.Member(id) is not { } member
            || await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { IsAhead: true } session)
        {
            return Undoing.TooLate;
        }

        if (scope.RefusalFor(CheckInActions.ForAnother, SessionLookup.SubjectOf(session, member)) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        // Whoever has checked in anew since, has come.
        if ((await checkIns.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken)).All(e => e.Member != id || e.By != entry.Actor))
        {
            return Undoing.TooLate;
        }

        scope.Changes.Add(new CheckInRemoved(session.Id, id));
        return Undoing.Done(
            Phrase.Of("undo.what_checkin", ("member", member.Name), ("session", SessionPhrases.Short(session))),
            Reply.Of("undo.checkin", ("member", member.Name), ("session", SessionPhrases.Short(session))));
    }
}
