using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Takes the cancelling of a session back: it is planned and announced again.</summary>
public sealed class UndoSessionCancelled(SessionLookup lookup) : UndoOnSession<SessionFacts>(lookup)
{
    /// <inheritdoc/>
    protected override Undoing Undo(Session session, SessionFacts facts, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(scope);
        if (session.Phase != SessionPhase.Cancelled)
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
