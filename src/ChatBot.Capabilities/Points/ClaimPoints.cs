using System.Globalization;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>A member claims points for something done (申报, R-901); the committee assesses it (H-8).</summary>
public sealed class ClaimPoints(IPointsReader points, ClaimShape shape) : UseCase<ClaimPointsInputs>
{
    private const decimal MostUnits = 1000;

    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(ClaimPointsInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        var items = await points.ItemsAsync(scope.Branch.Id, cancellationToken);
        if (items.FirstOrDefault(i => i.IsActive && i.Id == inputs.Item) is not { } item)
        {
            return UseCaseResult.Refused(Reply.Of(items.Any(i => i.IsActive) ? "points.item_unknown" : "points.no_items"));
        }

        var quantity = inputs.Quantity ?? 1;
        if (quantity <= 0 || quantity > MostUnits)
        {
            return UseCaseResult.Refused(Reply.Of("points.bad_quantity", ("unit", item.Unit)));
        }

        if (MonthOf(inputs.Month, scope) is not { } month)
        {
            return UseCaseResult.Refused(Reply.Of("points.month_closed", ("days", scope.Branch.Policy.Points.GraceDays)));
        }

        var claim = new PointsClaim
        {
            Id = new PointsClaimId(scope.Ids.New()),
            Member = scope.Actor.Id,
            Item = item.Id,
            Quantity = quantity,
            Points = quantity * item.Value,
            Statement = inputs.Text ?? item.Name,
            Month = month,
            ClaimedAt = scope.Now,
        };
        scope.Changes.Add(new PointsClaimed(claim));
        shape.Put(ClaimShape.Of(claim, item, scope.Branch), scope);
        scope.Audit("points.claim", claim.Id, claim.Points.ToString(CultureInfo.InvariantCulture));
        scope.KeepUndo(PointsUndo.Claim, new ClaimFacts(claim.Id));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "points.claimed",
                ("item", item.Name),
                ("quantity", quantity),
                ("unit", item.Unit),
                ("points", claim.Points),
                ("month", month.FirstDay)),
            [ButtonPhrase.Of("points.withdraw", ("handle", Choice.HandleOf(claim.Id.Value))), ButtonPhrase.Of("points.mine")]));
    }

    /// <summary>This month, or last month within the days of grace; null for a month that is closed .</summary>
    private static PointsMonth? MonthOf(PointsMonth? said, TurnScope scope)
    {
        var current = PointsMonth.Of(scope.Today);
        var wanted = said ?? current;
        var inGrace = wanted == current.Previous && scope.Today.Day <= scope.Branch.Policy.Points.GraceDays;
        return wanted == current || inGrace ? wanted : null;
    }
}
