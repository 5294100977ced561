using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>What a <see cref="PreviewedUseCase{TInputs}"/> has found out before anything is done.</summary>
public abstract record Prepared
{
    private Prepared()
    {
    }

    /// <summary>There is nothing to ask: it is refused, answered, or of a kind that needs no question.</summary>
    public static Prepared Now(UseCaseResult result) => new Settled(result);

    /// <summary>It is asked first. What counts as shown is the text of the card with all its facts.</summary>
    /// <param name="card">Says what a yes will do.</param>
    /// <param name="go">Does it, with what was read for the card.</param>
    public static Prepared Ask(Reply card, Func<UseCaseResult> go) => new Question(card, go);

    internal sealed record Settled(UseCaseResult Outcome) : Prepared;

    internal sealed record Question(Reply Card, Func<UseCaseResult> Go) : Prepared;
}
