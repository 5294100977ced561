using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Requests;

/// <summary>
/// Private words about requests: the question to who decides, the decision to who asked. The right of the reader is asked at
/// the moment of sending (rules.md §20, rule 3): whoever has lost the office meanwhile reads nothing.
/// </summary>
/// <typeparam name="TRequest">The kind.</typeparam>
/// <typeparam name="TAbout">What it is about.</typeparam>
public abstract class RequestRenderer<TRequest, TAbout>(RequestShape<TRequest, TAbout> shape, IWording wording) : IOutboxRenderer
    where TRequest : Request
{
    /// <inheritdoc/>
    public virtual IReadOnlyCollection<string> Kinds => [.. shape.Terms.Rows.Select(k => k.Name)];

    /// <summary>Puts phrases into words.</summary>
    protected IWording Wording => wording;

    /// <inheritdoc/>
    public virtual async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(branch);
        var terms = shape.Terms;
        if (item.Recipient.Member is not { } id || branch.Member(id) is not { } reader
            || await shape.ViewAsync(item.Id(terms.Kind) ?? item.Id("request"), branch, cancellationToken) is not { } view)
        {
            return new Rendering.Drop("request unknown");
        }

        var (kind, status) = (item.Kind, view.Request.Status);
        if (kind == terms.Ask.Name && status == RequestStatus.Pending)
        {
            return Rights.May(reader, terms.Decide, view.Subject)
                ? wording.Send(RequestCard<TRequest, TAbout>.Of(view, shape, branch), branch, now)
                : new Rendering.Drop("reader may not decide any more");
        }

        // What was decided is said to who asked, what was taken back to who had granted it; to nobody else.
        var sentence = (kind, status) switch
        {
            _ when kind == terms.Decided.Name && status == RequestStatus.Approved && reader.Id == view.Request.Asker => "told_approved",
            _ when kind == terms.Decided.Name && status == RequestStatus.Declined && reader.Id == view.Request.Asker => "told_declined",
            _ when kind == terms.Reopened.Name && status == RequestStatus.Pending && reader.Id == view.Request.Asker => "told_reopened",
            _ when kind == terms.Withdrawn?.Name && status == RequestStatus.Withdrawn && Rights.May(reader, terms.Decide, view.Subject) => "told_withdrawn",
            _ => null,
        };
        return sentence is null ? new Rendering.Drop("out of date") : wording.Send(shape.Told(view, sentence), branch, now);
    }
}
