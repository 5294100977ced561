using ChatBot.Application.UseCases;
using ChatBot.Application.Wording;
using ChatBot.Domain;
using ChatBot.Domain.Points;

namespace ChatBot.Application.Points;

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

    /// <summary>One tap each.</summary>
    public static IReadOnlyList<ButtonPhrase> Buttons(PointsClaim claim)
    {
        var handle = Choice.HandleOf(claim.Id.Value);
        return [ButtonPhrase.Of("points.approve", ("handle", handle)), ButtonPhrase.Of("points.decline", ("handle", handle))];
    }
}
