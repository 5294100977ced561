using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>Claims that the person may assess, oldest first.</summary>
public sealed class PendingClaims(ClaimShape shape) : PendingRequests<PointsClaim, PointsItem?>("points.pending", shape);
