using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Takes a change of a session back: it is as it was before, and those whom the difference concerns hear so.</summary>
public sealed class UndoSessionChanged(SessionLookup lookup) : UndoOnSession<SessionBefore>(lookup)
{
    /// <inheritdoc/>
    protected override Undoing Undo(Session session, SessionBefore facts, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (session.Phase != SessionPhase.Scheduled || facts.StartsAt is not { } startsAt || startsAt <= scope.Now)
        {
            return Undoing.TooLate;
        }

        var restored = session with
        {
            Version = session.Version + 1,
            StartsAt = startsAt,
            EndsAt = facts.EndsAt ?? session.EndsAt,
            Place = facts.Place,
            Link = facts.Link,
            Theme = facts.Theme ?? session.Theme,
            SignUp = session.SignUp with { Capacity = facts.Capacity },
            Recorder = facts.Recorder,
            OnlineForAll = facts.OnlineForAll,
            HeldOnItsOwn = facts.HeldOnItsOwn,
            Stages = facts.Stages?.Stages ?? [],
        };
        SessionEdits.Replace(scope, session, restored, "session.changed");
        return Undoing.Done(
            Phrase.Of("undo.what_session_changed", ("session", SessionPhrases.Short(session)), ("before", SessionPhrases.Details(restored, scope.Branch))),
            Reply.Of("undo.session_changed", ("session", SessionPhrases.Details(restored, scope.Branch))));
    }
}
