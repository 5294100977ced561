using ChatBot.Application.Cards;
using ChatBot.Application.Ledger;
using ChatBot.Application.Wording;
using ChatBot.Domain;
using ChatBot.Domain.Points;

namespace ChatBot.Application.Points;

/// <summary>The card by which a single claim is assessed.</summary>
public sealed class ClaimCard(IPointsReader points) : ICardRenderer
{
    /// <inheritdoc/>
    public string Kind => "claim";

    /// <inheritdoc/>
    public bool MayStandInGroups => false;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await points.GetClaimAsync(branch.Id, new PointsClaimId(id), cancellationToken) is not { } claim)
        {
            return null;
        }

        return claim.Status == ClaimStatus.Pending
            ? PointsPhrases.Pending([claim], (await points.ItemsAsync(branch.Id, cancellationToken)).ToDictionary(i => i.Id), branch)
            : new Reply(
                Phrase.Of(
                    "points.card_closed",
                    ("member", branch.NameOf(claim.Member)),
                    ("points", claim.Points),
                    ("status", claim.Status),
                    ("by", claim.Status != ClaimStatus.Withdrawn && claim.DecidedBy is { } by ? branch.NameOf(by) : null)),
                null,
                Phrase.Of("points.closed_title"))
            {
                Card = CardRows.Of.Claim(claim.Id),
            };
    }
}
