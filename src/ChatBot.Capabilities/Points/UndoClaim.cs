using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>Takes a claim back.</summary>
public sealed class UndoClaim(ClaimShape shape, WithdrawClaim withdraw) : UndoAsking<PointsClaim, PointsItem?, ClaimFacts>(shape, withdraw);
