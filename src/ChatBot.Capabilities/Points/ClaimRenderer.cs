using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>Notes to assessors, gathered, and decisions to members.</summary>
public sealed class ClaimRenderer(ClaimShape shape, IWording wording) : RequestRenderer<PointsClaim, PointsItem?>(shape, wording)
{
    private readonly ClaimShape _shape = shape;

    /// <inheritdoc/>
    public override Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(branch);
        return item.Kind == _shape.Terms.Ask.Name ? PendingAsync(item, branch, now, cancellationToken) : base.RenderAsync(item, branch, now, cancellationToken);
    }

    // The note names all that wait for this assessor when it goes out; one alone is a card that is kept up to date.
    private async Task<Rendering> PendingAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Recipient.Member is not { } reader || branch.Member(reader) is not { } assessor)
        {
            return new Rendering.Drop("no reader");
        }

        var views = await _shape.DecidableAsync(assessor, branch, cancellationToken);
        return views.Count == 0
            ? new Rendering.Drop("all decided")
            : Wording.Send(
                new Reply(
                    Phrase.Of(
                        "claims.pending",
                        ("count", views.Count),
                        ("claims", views.Select((v, i) => Phrase.Of("claims.pending_line", ("n", i + 1), ("request", v.Put(_shape.Terms)))).ToList())),
                    _shape.Buttons(views[0]),
                    Phrase.Of("claims.ask_title"))
                {
                    Card = views.Count == 1 ? _shape.Terms.CardOf(views[0].Request.Key) : null,
                },
                branch,
                now);
    }
}
