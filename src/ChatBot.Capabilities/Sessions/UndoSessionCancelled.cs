using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Takes the cancelling of a session back: it is planned and announced again.</summary>
public sealed class UndoSessionCancelled(SessionLookup lookup) : UndoHandler<SessionFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(SessionFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        var (session, refusal) = await lookup.FindAsync(facts.Session, facts.Version, scope, cancellationToken);
        if (refusal is not null)
        {
            return Undoing.Refused(refusal);
        }

        if (session is not { Phase: SessionPhase.Cancelled })
        {
            return Undoing.TooLate;
        }

        var restored = session with { Phase = SessionPhase.Scheduled, Version = session.Version + 1 };
        SessionEdits.Replace(scope, session, restored, "session.restored");
        SessionAgenda.Announce(scope.Changes, scope.Branch, restored, "session.restored", scope.Ids, scope.Now);
        var label = SessionPhrases.Short(session);
        return Undoing.Done(Phrase.Of("undo.what_session_cancelled", ("session", label)), Reply.Of("undo.session_cancelled", ("session", label)));
    }
}
