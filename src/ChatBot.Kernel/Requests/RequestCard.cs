using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>The card by which a request is decided; once decided it says by whom, and nothing confidential any more.</summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
public abstract class RequestCard<TRequest, TAbout>(RequestShape<TRequest, TAbout> shape) : ICardRenderer
    where TRequest : Request
{
    /// <inheritdoc/>
    public string Kind => shape.Terms.Kind;

    /// <inheritdoc/>
    public bool MayStandInGroups => false;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branch);
        if (await shape.ViewAsync(id, branch, cancellationToken) is not { } view)
        {
            return null;
        }

        // Whoever may not decide it any more is shown nothing confidential: the card closes.
        var mayDecide = reader is { } member && branch.Member(member) is { } present && Rights.May(present, shape.Terms.Decide, view.Subject);
        return mayDecide ? Of(view, shape, branch) : Closed(view, shape, branch);
    }

    /// <summary>The card as it is now, for somebody who may decide.</summary>
    internal static Reply Of(RequestView<TRequest, TAbout> view, RequestShape<TRequest, TAbout> shape, BranchSnapshot branch) =>
        view.Request.Status != RequestStatus.Pending
            ? Closed(view, shape, branch)
            : new Reply(view.Put(shape.Terms), shape.Buttons(view), Phrase.Of(shape.Terms.Key("ask_title"))) { Card = shape.Terms.CardOf(view.Request.Key) };

    private static Reply Closed(RequestView<TRequest, TAbout> view, RequestShape<TRequest, TAbout> shape, BranchSnapshot branch) => new(
        view.Say(
            shape.Terms,
            "card_closed",
            ("by", view.Request.Status is RequestStatus.Approved or RequestStatus.Declined && view.Request.DecidedBy is { } by ? branch.NameOf(by) : null)),
        null,
        Phrase.Of(shape.Terms.Key(view.Request.Status == RequestStatus.Pending ? "ask_title" : "closed_title")))
    {
        Card = shape.Terms.CardOf(view.Request.Key),
    };
}
