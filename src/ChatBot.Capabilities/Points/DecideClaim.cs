using System.Globalization;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>Approves or declines a claim (H-8); an approved one becomes a line of the member's account.</summary>
public sealed class DecideClaim(ClaimShape shape) : DecideRequest<PointsClaim, PointsItem?, DecideClaimInputs>(shape)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<ButtonPhrase> Next => [ButtonPhrase.Of("points.pending"), ButtonPhrase.Of("undo.last")];

    /// <inheritdoc/>
    protected override string AuditDetail(RequestView<PointsClaim, PointsItem?> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Request.Points.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    protected override void KeepUndo(PointsClaim request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(PointsUndo.Decide, new ClaimFacts(request.Id));
    }

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<(string Name, object? Value)>> FollowAsync(
        RequestView<PointsClaim, PointsItem?> view, DecideClaimInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        if (view.Request.Status == RequestStatus.Approved)
        {
            scope.Changes.Add(new PointsAppended(PointsEntry.Of(view.Request, scope.Ids.New(), scope.Actor.Id, scope.Now)));
        }

        return base.FollowAsync(view, inputs, scope, cancellationToken);
    }
}
