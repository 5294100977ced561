using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>The card by which a single claim is assessed.</summary>
public sealed class ClaimCard(ClaimShape shape) : RequestCard<PointsClaim, PointsItem?>(shape);
