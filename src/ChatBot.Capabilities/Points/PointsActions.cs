using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Points;

/// <summary>Rows of rules.md §20 for points.</summary>
public static class PointsActions
{
    /// <summary>Decide a points claim (H-8).</summary>
    public static ActionRule Assess { get; } = new("points.decide", Who.Secretary | Who.Committee | Who.DeputyForSecretary, OwnCase.Never);

    /// <summary>Keep the branch's own points table.</summary>
    public static ActionRule ManageItems { get; } = new("points.item_set", Who.Secretary);

    /// <summary>See the ranking before its release.</summary>
    public static ActionRule SeeRanking { get; } = new("points.ranking", Who.Secretary | Who.Committee);

    /// <summary>Publish points.</summary>
    public static ActionRule Publish { get; } = new("points.publish", Who.Secretary);
}
