using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>Claims that wait for the person's assessment.</summary>
public sealed class ListClaims(PendingClaims pending, ClaimShape shape) : ListPendingRequests<PointsClaim, PointsItem?>(pending, shape);
