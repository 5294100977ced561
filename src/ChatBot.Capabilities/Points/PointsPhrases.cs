using ChatBot.Kernel;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>How claims are shown.</summary>
internal static class PointsPhrases
{
    /// <summary>One numbered claim as an assessor sees it.</summary>
    public static Phrase Line(PointsClaim claim, int number, IReadOnlyDictionary<PointsItemId, PointsItem> items, BranchSnapshot branch) => Phrase.Of(
        "points.pending_line",
        ("n", number),
        ("member", branch.NameOf(claim.Member)),
        ("item", items.GetValueOrDefault(claim.Item)?.Name),
        ("quantity", claim.Quantity),
        ("unit", items.GetValueOrDefault(claim.Item)?.Unit),
        ("points", claim.Points),
        ("text", claim.Statement),
        ("handle", Choice.HandleOf(claim.Id.Value)));

    /// <summary>The note to an assessor; about one claim alone it is a card that is kept up to date.</summary>
    public static Reply Pending(IReadOnlyList<PointsClaim> claims, IReadOnlyDictionary<PointsItemId, PointsItem> items, BranchSnapshot branch) =>
        new Reply(
            Phrase.Of("points.pending", ("count", claims.Count), ("claims", claims.Select((c, i) => Line(c, i + 1, items, branch)).ToList())),
            Buttons(claims[0]),
            Phrase.Of("points.pending_title"))
        {
            Card = claims.Count == 1 ? ClaimCard.KeyOf(claims[0].Id) : null,
        };

    /// <summary>One tap each.</summary>
    public static IReadOnlyList<ButtonPhrase> Buttons(PointsClaim claim)
    {
        var handle = Choice.HandleOf(claim.Id.Value);
        return [ButtonPhrase.Of("points.approve", ("handle", handle)), ButtonPhrase.Of("points.decline", ("handle", handle))];
    }
}
