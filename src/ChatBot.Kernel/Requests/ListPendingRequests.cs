using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>
/// The requests that wait for the person's decision. The oldest stands alone, as the card that is changed where it stands
/// when it is decided; the others are numbered below it, and the numbers are the list's.
/// </summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
public abstract class ListPendingRequests<TRequest, TAbout>(PendingRequests<TRequest, TAbout> pending, RequestShape<TRequest, TAbout> shape) : UseCase<NoInputs>
    where TRequest : Request
{
    /// <inheritdoc/>
    public sealed override async Task<UseCaseResult> RunAsync(NoInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var terms = shape.Terms;
        var views = await pending.ViewsAsync(scope, cancellationToken);
        if (views.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of(terms.Key("none_pending")));
        }

        var oldest = RequestCard<TRequest, TAbout>.Of(views[0], shape, scope.Branch) with { HasOwnNumbers = true };
        return views.Count == 1
            ? UseCaseResult.Done(oldest with { ListSource = pending.Name })
            : UseCaseResult.Done(
                oldest,
                new Reply(Phrase.Of(
                    terms.Key("pending_more"),
                    ("count", views.Count - 1),
                    ("requests", views.Select((v, i) => Phrase.Of(terms.Key("pending_line"), ("n", i + 1), ("request", v.Put(terms)))).Skip(1).ToList())))
                {
                    ListSource = pending.Name,
                });
    }
}
