using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>Which claim is withdrawn; also what taking an act on it back needs to know.</summary>
/// <param name="Claim">The claim.</param>
public sealed record ClaimFacts(PointsClaimId? Claim) : IRequestFacts
{
    Guid? IRequestFacts.Request => Claim?.Value;
}
