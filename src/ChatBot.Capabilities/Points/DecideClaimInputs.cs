using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Points;

/// <summary>A decision on a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="Text">A word to the member.</param>
public sealed record DecideClaimInputs(PointsClaimId? Claim, Decision? Decision, string? Text) : IDecideInputs
{
    Guid? IDecideInputs.Request => Claim?.Value;
}
