using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>
/// A use case that shows what it would do and does it on a yes. A yes does exactly what the card showed (design §3): it
/// carries the digest of the card, and when the facts behind the card have changed meanwhile, the card is shown again.
/// </summary>
/// <typeparam name="TInputs">See <see cref="UseCase{TInputs}"/>.</typeparam>
public abstract class PreviewedUseCase<TInputs> : IUseCase
    where TInputs : class
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var prepared = await PrepareAsync(InputBinder<TInputs>.Bind(inputs), scope, cancellationToken);
        if (prepared is not Prepared.Question question)
        {
            return ((Prepared.Settled)prepared).Outcome;
        }

        var digest = PhraseDigest.Of(question.Card.Text);
        var shown = inputs.Flag(PreviewInputs.Confirm) == true ? inputs.Text(PreviewInputs.Shown) : null;
        if (shown == digest)
        {
            return question.Go();
        }

        // What was shown before is no longer so: the new card says that it is another one.
        var card = shown is null ? question.Card : question.Card with { Text = Phrase.Of("dialog.changed_since", ("card", question.Card.Text)) };
        return UseCaseResult.Previewed(card, inputs.With(PreviewInputs.Shown, digest));
    }

    /// <summary>Reads and decides, and changes nothing.</summary>
    protected abstract Task<Prepared> PrepareAsync(TInputs inputs, TurnScope scope, CancellationToken cancellationToken);
}
