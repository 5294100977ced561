using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>
/// Takes an act on a session back while it has not begun and is as the act left it, by somebody who may still manage it.
/// </summary>
/// <typeparam name="TFacts">What is kept with the act.</typeparam>
public abstract class UndoOnSession<TFacts>(SessionLookup lookup) : UndoHandler<TFacts>
    where TFacts : class, ISessionFacts
{
    /// <inheritdoc/>
    protected sealed override async Task<Undoing> UndoAsync(TFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { } session
            || scope.Now >= session.StartsAt
            || (facts.Version ?? session.Version) != session.Version)
        {
            return Undoing.TooLate;
        }

        return scope.RefusalFor(SessionActions.Manage, SessionLookup.SubjectOf(session)) is { } refusal
            ? Undoing.Refused(refusal)
            : Undo(session, facts, scope);
    }

    /// <summary>Takes it back.</summary>
    protected abstract Undoing Undo(Session session, TFacts facts, TurnScope scope);
}
