using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>A claim as a request: a member claims points, secretary or committee assess (H-8).</summary>
public sealed class ClaimShape(IPointsReader points) : RequestShape<PointsClaim, PointsItem?>(Names)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMinutes(10);

    /// <summary>Its names.</summary>
    public static RequestTerms Names { get; } = new("claims", "claim", PointsActions.Assess)
    {
        Ask = new OutboxKind("points.pending", MessageClass.Reminder),
        Decided = new OutboxKind("points.decided", MessageClass.Notice),
        Reopened = new OutboxKind("points.reopened", MessageClass.Notice),
        ApproveAction = "points.approve",
        DeclineAction = "points.decline",
        WithdrawAction = "points.withdraw",
    };

    /// <inheritdoc/>
    public override Task<PointsClaim?> FindAsync(BranchId branch, Guid id, CancellationToken cancellationToken) =>
        points.GetClaimAsync(branch, new PointsClaimId(id), cancellationToken);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<PointsClaim>> PendingAsync(BranchId branch, CancellationToken cancellationToken) => points.PendingAsync(branch, cancellationToken);

    /// <inheritdoc/>
    public override async Task<RequestView<PointsClaim, PointsItem?>?> ViewAsync(PointsClaim request, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(branch);
        return Of(request, (await points.ItemsAsync(branch.Id, cancellationToken)).FirstOrDefault(i => i.Id == request.Item), branch);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<RequestView<PointsClaim, PointsItem?>>> ViewsAsync(
        IReadOnlyList<PointsClaim> requests, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(branch);
        if (requests.Count == 0)
        {
            return [];
        }

        // The table is read once for all of them.
        var items = (await points.ItemsAsync(branch.Id, cancellationToken)).ToDictionary(i => i.Id);
        return [.. requests.Select(r => Of(r, items.GetValueOrDefault(r.Item), branch))];
    }

    /// <inheritdoc/>
    public override Change Changed(PointsClaim request, RequestStatus from) => new PointsClaimChanged(request, from);

    /// <inheritdoc/>
    public override IReadOnlyList<ButtonPhrase> Buttons(RequestView<PointsClaim, PointsItem?> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [ButtonPhrase.Of("points.approve", ("handle", view.HandleOrId)), ButtonPhrase.Of("points.decline", ("handle", view.HandleOrId))];
    }

    /// <inheritdoc/>
    public override OutboxItem AskRow(RequestView<PointsClaim, PointsItem?> view, MemberId decider, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);

        // One gathered note to an assessor that claims wait; ten claims in as many minutes are one message.
        return new OutboxItem
        {
            Id = scope.Ids.New(),
            Branch = scope.Branch.Id,
            DueAt = scope.Now + Gather,
            Kind = Terms.Ask.Name,
            Recipient = Recipient.To(decider),
            CoalesceKey = $"{Terms.Ask.Name}:{decider}",
        };
    }

    /// <summary>The view of a claim of a known item.</summary>
    internal static RequestView<PointsClaim, PointsItem?> Of(PointsClaim claim, PointsItem? item, BranchSnapshot branch) => new(
        claim,
        item,
        new RightsSubject(branch.Member(claim.Member)),
        [
            ("member", branch.NameOf(claim.Member)),
            ("item", item?.Name),
            ("quantity", claim.Quantity),
            ("unit", item?.Unit),
            ("points", claim.Points),
            ("text", claim.Statement),
            ("month", claim.Month),
        ],
        [])
    {
        Names = [claim.Statement],
    };
}
