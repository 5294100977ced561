using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Takes the making of a session back: it is called off, and those who were told of it hear so.</summary>
public sealed class UndoSessionMade(SessionLookup lookup) : UndoOnSession<SessionFacts>(lookup)
{
    /// <inheritdoc/>
    protected override Undoing Undo(Session session, SessionFacts facts, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(scope);
        if (session.Phase != SessionPhase.Scheduled)
        {
            return Undoing.TooLate;
        }

        var cancelled = session with { Phase = SessionPhase.Cancelled, Version = session.Version + 1 };
        scope.Changes.Add(new SessionChanged(cancelled));
        SessionAgenda.Unplan(scope.Changes, session, "undone");
        SessionAgenda.Announce(scope.Changes, scope.Branch, cancelled, "session.cancelled", scope.Ids, scope.Now);
        var label = SessionPhrases.Short(session);
        return Undoing.Done(Phrase.Of("undo.what_session_created", ("session", label)), Reply.Of("undo.session_created", ("session", label)));
    }
}
