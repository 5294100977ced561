using ChatBot.TestKit.Rights;

namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>One use case as something that people really type.</summary>
/// <param name="UseCase">The use case.</param>
/// <param name="Of">Whose case it is.</param>
/// <param name="Effect">What it does.</param>
/// <param name="CommandAsync">Makes what is to be acted upon by the person, in the group or not, and returns the words.</param>
public sealed record RightsSample(string UseCase, RightsCaseOf Of, RightsEffect Effect, Func<RightsWorld, RightsPlayer, bool, Task<string>> CommandAsync)
{
    /// <summary>Its name among the tests.</summary>
    public string Name => Of == RightsCaseOf.Branch ? UseCase : $"{UseCase} {Of}";

    /// <summary>Whether the table lets the person do it.</summary>
    public bool IsFor(RightsPlayer player)
    {
        var isOwn = Of == RightsCaseOf.Secretary && player == RightsPlayer.Secretary;
        return player.Column != 'O'
            && !(isOwn && RightsTable.Rows[UseCase].OwnCase.StartsWith('≠'))
            && (RightsTable.CellToday(UseCase, 'M') is "✔" or "own" || RightsTable.CellToday(UseCase, player.Column) switch
            {
                "✔" or "dr" or "2nd" or "ses" => true,
                "grp" => Of == RightsCaseOf.Anything || (Of == RightsCaseOf.FirstGroup && player == RightsPlayer.Leader),
                "sec" => Of is RightsCaseOf.Anything or RightsCaseOf.Secretary,
                _ => false,
            });
    }

    /// <summary>Whether the person may do it to others, so that this one is merely not among those that are offered.</summary>
    public bool IsOneOfAnotherKind(RightsPlayer player) =>
        (Of == RightsCaseOf.Secretary && player == RightsPlayer.Secretary) || RightsTable.CellToday(UseCase, player.Column) is "grp" or "sec" or "ses";
}
