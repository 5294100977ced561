using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Points;

/// <summary>A line of the account appended.</summary>
public sealed record PointsAppended(PointsEntry Entry) : Change;
