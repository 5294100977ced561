using System.Globalization;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>Approves or declines a claim (H-8); an approved one becomes a line of the member's account.</summary>
public sealed class DecideClaim(IPointsReader points) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("claim") is not { } id
            || await points.GetClaimAsync(scope.Branch.Id, new PointsClaimId(id), cancellationToken) is not { } claim
            || scope.Branch.Member(claim.Member) is not { } claimant)
        {
            return UseCaseResult.Refused(Reply.Of("points.claim_not_found"));
        }

        if (scope.RefusalFor(PointsActions.Assess, new RightsSubject(claimant)) is { } refusal)
        {
            return refusal;
        }

        if (claim.Status != ClaimStatus.Pending)
        {
            return UseCaseResult.Refused(scope.OnTapped(
                Reply.Of("points.already_decided", ("member", claimant.Name), ("status", claim.Status)), ClaimCard.KeyOf(claim.Id)));
        }

        if (inputs.Text("decision") is not ("approve" or "decline"))
        {
            return UseCaseResult.Refused(new Reply(Phrase.Of("points.needs_decision", ("member", claimant.Name)), PointsPhrases.Buttons(claim)));
        }

        var approved = inputs.Text("decision") == "approve";
        var decided = claim with
        {
            Status = approved ? ClaimStatus.Approved : ClaimStatus.Declined,
            DecidedBy = scope.Actor.Id,
            DecidedAt = scope.Now,
            DecisionNote = inputs.Text("text"),
        };
        scope.Changes.Add(new PointsClaimChanged(decided, ClaimStatus.Pending));
        if (approved)
        {
            scope.Changes.Add(new PointsAppended(new PointsEntry(
                scope.Ids.New(), claim.Member, claim.Points, claim.Month, claim.Id, "claim", scope.Actor.Id, scope.Now)));
        }

        scope.Changes.Add(new OutboxAdded(PointsRows.Decided(scope, decided)));
        scope.Audit(approved ? "points.approve" : "points.decline", claim.Id, claim.Points.ToString(CultureInfo.InvariantCulture));
        scope.KeepUndo(PointsUndo.Decide, ("claim", claim.Id.ToString()));
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(
                Phrase.Of(approved ? "points.approved" : "points.declined", ("member", claimant.Name), ("points", claim.Points)),
                [ButtonPhrase.Of("points.pending"), ButtonPhrase.Of("undo.last")]),
            ClaimCard.KeyOf(claim.Id)));
    }
}

/// <summary>Claims that wait for the person's assessment.</summary>
public sealed class ListClaims(PendingClaims pending, IPointsReader points) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(PointsActions.Assess) is { } refusal)
        {
            return refusal;
        }

        var claims = await pending.ClaimsAsync(scope, cancellationToken);
        if (claims.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("points.none_pending"));
        }

        var items = (await points.ItemsAsync(scope.Branch.Id, cancellationToken)).ToDictionary(i => i.Id);
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "points.pending",
                ("count", claims.Count),
                ("claims", claims.Select((c, i) => PointsPhrases.Line(c, i + 1, items, scope.Branch)).ToList())),
            PointsPhrases.Buttons(claims[0]))
        {
            ListSource = pending.Name,
        });
    }
}

/// <summary>Claims that the person may assess, oldest first.</summary>
public sealed class PendingClaims(IPointsReader points) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "points.pending";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await ClaimsAsync(scope, cancellationToken)).Select(c => Choice.Of(
            c.Id.Value,
            Phrase.Of("points.choice", ("member", scope.Branch.NameOf(c.Member)), ("points", c.Points), ("text", c.Statement)),
            scope.Branch.NameOf(c.Member)))];

    /// <summary>The claims themselves.</summary>
    internal async Task<IReadOnlyList<PointsClaim>> ClaimsAsync(TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await points.PendingAsync(scope.Branch.Id, cancellationToken))
            .Where(c => Rights.May(scope.Actor, PointsActions.Assess, new RightsSubject(scope.Branch.Member(c.Member))))];
}

/// <summary>One's own claims that nobody has decided.</summary>
public sealed class OwnPendingClaims(IPointsReader points) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "points.own_pending";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var month = PointsMonth.Of(scope.Today);
        return [.. (await points.ClaimsOfAsync(scope.Branch.Id, scope.Actor.Id, month.Previous, month, cancellationToken))
            .Where(c => c.Status == ClaimStatus.Pending)
            .Select(c => Choice.Of(c.Id.Value, Phrase.Of("points.own_choice", ("points", c.Points), ("text", c.Statement)), c.Statement))];
    }
}

/// <summary>The lines of the branch's table that can be claimed.</summary>
public sealed class PointsItemChoices(IPointsReader points) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "points.items";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await points.ItemsAsync(scope.Branch.Id, cancellationToken)).Where(i => i.IsActive)
            .Select(i => Choice.Of(
                i.Id.Value, Phrase.Of("points.item_choice", ("name", i.Name), ("value", i.Value), ("unit", i.Unit)), i.Name))];
}
