using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Points;

/// <summary>A new claim.</summary>
public sealed record PointsClaimed(PointsClaim Claim) : Change;
