using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Points;

/// <summary>One's own claims that nobody has decided.</summary>
public sealed class OwnPendingClaims(ClaimShape shape, IPointsReader points) : OwnRequests<PointsClaim, PointsItem?>("points.own_pending", shape)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyList<PointsClaim>> ReadAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var month = PointsMonth.Of(scope.Today);
        return points.ClaimsOfAsync(scope.Branch.Id, scope.Actor.Id, month.Previous, month, cancellationToken);
    }
}
