using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Takes a sign-up back, by leaving.</summary>
public sealed class UndoJoin(LeaveSession leave, SessionLookup lookup) : UndoHandler<SignUpFacts>
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

        var result = await leave.RunAsync(new SignUpInputs(facts.Session, facts.Member), scope, cancellationToken);
        return Undoing.By(Phrase.Of("undo.what_signup", ("session", SessionPhrases.Short(session))), result, scope);
    }
}
