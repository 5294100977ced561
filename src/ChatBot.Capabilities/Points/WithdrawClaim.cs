using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Points;

/// <summary>Takes one's own claim back while nobody has decided it.</summary>
public sealed class WithdrawClaim(ClaimShape shape) : WithdrawRequest<PointsClaim, PointsItem?, ClaimFacts>(shape)
{
    /// <inheritdoc/>
    protected override void KeepUndo(PointsClaim request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(PointsUndo.Withdraw, new ClaimFacts(request.Id));
    }
}
