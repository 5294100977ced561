using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Takes a sign-up or its withdrawal back by the use case that does the opposite, which asks for the right itself.</summary>
public abstract class UndoSignUp(UseCase<SignUpInputs> opposite, SessionLookup lookup) : UndoHandler<SignUpFacts>
{
    /// <inheritdoc/>
    protected sealed override async Task<Undoing> UndoAsync(SignUpFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(facts.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return Undoing.TooLate;
        }

        var result = await opposite.RunAsync(new SignUpInputs(facts.Session, facts.Member), scope, cancellationToken);
        return Undoing.By(Phrase.Of("undo.what_signup", ("session", SessionPhrases.Short(session))), result, scope);
    }
}
