using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Requests;

/// <summary>Takes the asking back: by withdrawing.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <typeparam name="TFacts">What is kept with the act; also the inputs of the withdrawal.</typeparam>
public abstract class UndoAsking<TRequest, TAbout, TFacts>(RequestShape<TRequest, TAbout> shape, WithdrawRequest<TRequest, TAbout, TFacts> withdraw) : UndoHandler<TFacts>
    where TRequest : Request
    where TFacts : class, IRequestFacts
{
    /// <inheritdoc/>
    protected sealed override async Task<Undoing> UndoAsync(TFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        return await shape.ViewAsync(facts.Request, scope.Branch, cancellationToken) is { } view
            ? Undoing.By(view.Say(shape.Terms, "undo_asking"), await withdraw.RunAsync(facts, scope, cancellationToken), scope)
            : Undoing.TooLate;
    }
}
