using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Points;

/// <summary>A line of the branch's table, new or changed.</summary>
public sealed record PointsItemSaved(PointsItem Item) : Change;
