using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Finds the session of an act that is to be taken back.</summary>
internal static class SessionUndoAccess
{
    /// <summary>The session, when it is as the act left it and has not begun; and the refusal of who may not manage it any more.</summary>
    public static async Task<(Session? Session, UseCaseResult? Refusal)> FindAsync(
        this SessionLookup lookup, SessionId? id, int? version, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(id, scope.Branch, cancellationToken) is not { } session || scope.Now >= session.StartsAt || (version ?? session.Version) != session.Version)
        {
            return (null, null);
        }

        return (session, scope.RefusalFor(SessionActions.Manage, SessionLookup.SubjectOf(session)));
    }
}
