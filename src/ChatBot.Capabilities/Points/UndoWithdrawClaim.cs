using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Points;

/// <summary>Claims again what was withdrawn.</summary>
public sealed class UndoWithdrawClaim(ClaimShape shape) : UndoWithdrawal<PointsClaim, PointsItem?, ClaimFacts>(shape)
{
    /// <inheritdoc/>
    protected override Task<bool> CanStandAgainAsync(RequestView<PointsClaim, PointsItem?> view, TurnScope scope, CancellationToken cancellationToken) =>
        Task.FromResult(true);
}
