using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>The card by which a single claim is assessed.</summary>
public sealed class ClaimCard(IPointsReader points) : ICardRenderer
{
    private const string CardKind = "claim";

    /// <inheritdoc/>
    public string Kind => CardKind;

    /// <summary>The key of the card about one.</summary>
    public static string KeyOf(PointsClaimId id) => CardKey.Of(CardKind, id.Value);

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
                Card = ClaimCard.KeyOf(claim.Id),
            };
    }
}
