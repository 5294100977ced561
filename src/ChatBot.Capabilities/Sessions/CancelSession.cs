using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Calls a session off and tells its audience; nothing is expected of anybody any more.</summary>
public sealed class CancelSession(SessionLookup lookup) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (scope.RefusalFor(SessionActions.Manage, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return refusal;
        }

        if (session.Phase is SessionPhase.Cancelled or SessionPhase.Confirmed)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.closed", ("session", SessionPhrases.Short(session))));
        }

        var cancelled = session with { Phase = SessionPhase.Cancelled, Version = session.Version + 1 };
        scope.Changes.Add(new SessionChanged(cancelled));
        SessionAgenda.Unplan(scope.Changes, session, "cancelled");
        SessionAgenda.Announce(scope.Changes, scope.Branch, cancelled, "session.cancelled", scope.Ids, scope.Now, inputs.Text("text"));
        scope.Audit("session.cancel", session.Id);
        scope.KeepUndo(SessionsUndo.Cancel, new SessionFacts(session.Id, cancelled.Version));
        return UseCaseResult.Done(new Reply(
            Phrase.Of("sessions.cancelled", ("session", SessionPhrases.Short(session)), ("told_at", SessionPhrases.ToldAt(scope.Branch, scope.Now))), [ButtonPhrase.Of("undo.last")]));
    }
}
