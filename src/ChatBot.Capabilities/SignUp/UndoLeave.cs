using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Takes a withdrawn sign-up back, by joining again; who waits is asked like everybody else.</summary>
public sealed class UndoLeave(JoinSession join, SessionLookup lookup) : UndoHandler<SignUpFacts>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(SignUpFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return Undoing.TooLate;
        }

        var result = await join.RunAsync(new SignUpInputs(facts.Session, facts.Member), scope, cancellationToken);
        return Undoing.By(Phrase.Of("undo.what_signup", ("session", SessionPhrases.Short(session))), result, scope);
    }
}
