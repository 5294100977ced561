using System.Globalization;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>A member claims points for something done (申报, R-901); the committee assesses it (H-8).</summary>
public sealed class ClaimPoints(IPointsReader points) : IUseCase
{
    private const decimal MostUnits = 1000;

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        var items = await points.ItemsAsync(scope.Branch.Id, cancellationToken);
        if (items.FirstOrDefault(i => i.IsActive && i.Id.Value == inputs.Id("item")) is not { } item)
        {
            return UseCaseResult.Refused(Reply.Of(items.Any(i => i.IsActive) ? "points.item_unknown" : "points.no_items"));
        }

        var quantity = inputs.Decimal("quantity") ?? 1;
        if (quantity <= 0 || quantity > MostUnits)
        {
            return UseCaseResult.Refused(Reply.Of("points.bad_quantity", ("unit", item.Unit)));
        }

        if (MonthOf(inputs, scope) is not { } month)
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
            Statement = inputs.Text("text") ?? item.Name,
            Month = month,
            ClaimedAt = scope.Now,
        };
        scope.Changes.Add(new PointsClaimed(claim));
        foreach (var assessor in Assessors(scope.Branch, scope.Actor, scope.Today))
        {
            scope.Changes.Add(new OutboxAdded(PointsRows.PendingDigest(scope, assessor)));
        }

        scope.Audit("points.claim", claim.Id, claim.Points.ToString(CultureInfo.InvariantCulture));
        scope.KeepUndo(PointsUndo.Claim, ("claim", claim.Id.ToString()));
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
    private static PointsMonth? MonthOf(Inputs inputs, TurnScope scope)
    {
        var current = PointsMonth.Of(scope.Today);
        if (!DateOnly.TryParseExact(inputs.Text("month") + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return current;
        }

        var wanted = PointsMonth.Of(day);
        var inGrace = wanted == current.Previous && scope.Today.Day <= scope.Branch.Policy.Points.GraceDays;
        return wanted == current || inGrace ? wanted : null;
    }

    /// <summary>Committee and secretary; never the claimant .</summary>
    internal static IEnumerable<MemberId> Assessors(BranchSnapshot branch, Member claimant, DateOnly today) => branch.Here(today)
        .Where(m => Rights.May(m, PointsActions.Assess, new RightsSubject(claimant)))
        .Select(m => m.Id);
}

/// <summary>Takes one's own claim back while nobody has decided it.</summary>
public sealed class WithdrawClaim(IPointsReader points) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("claim") is not { } id
            || await points.GetClaimAsync(scope.Branch.Id, new PointsClaimId(id), cancellationToken) is not { Status: ClaimStatus.Pending } claim
            || claim.Member != scope.Actor.Id)
        {
            return UseCaseResult.Refused(Reply.Of("points.claim_not_found"));
        }

        scope.Changes.Add(new PointsClaimChanged(claim with { Status = ClaimStatus.Withdrawn, DecidedAt = scope.Now }, ClaimStatus.Pending));
        scope.Audit("points.withdraw", claim.Id);
        scope.KeepUndo(PointsUndo.Withdraw, ("claim", claim.Id.ToString()));
        return UseCaseResult.Done(Reply.Of("points.withdrawn", ("points", claim.Points)));
    }
}

/// <summary>Outbox rows about points.</summary>
internal static class PointsRows
{
    private static readonly TimeSpan Gather = TimeSpan.FromMinutes(10);

    /// <summary>One gathered note to an assessor that claims wait.</summary>
    public static OutboxItem PendingDigest(TurnScope scope, MemberId assessor) => new()
    {
        Id = scope.Ids.New(),
        Branch = scope.Branch.Id,
        DueAt = scope.Now + Gather,
        Kind = "points.pending",
        Recipient = Recipient.To(assessor),
        CoalesceKey = $"points.pending:{assessor}",
    };

    /// <summary>The decision, privately to the member.</summary>
    public static OutboxItem Decided(TurnScope scope, PointsClaim claim) =>
        PrivateRow.About(scope.Branch.Id, "points.decided", claim.Member, "claim", claim.Id.Value, scope.Ids, scope.Now);
}
