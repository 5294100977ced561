using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Points;

/// <summary>Takes a decision on a claim back; a granted one is reversed in the account.</summary>
public sealed class UndoDecideClaim(ClaimShape shape) : UndoDecision<PointsClaim, PointsItem?, ClaimFacts>(shape)
{
    /// <inheritdoc/>
    protected override Task<bool> ReverseAsync(
        RequestView<PointsClaim, PointsItem?> view, ClaimFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        if (view.Request.Status == RequestStatus.Approved)
        {
            scope.Changes.Add(new PointsAppended(
                PointsEntry.Of(view.Request, scope.Ids.New(), scope.Actor.Id, scope.Now).Reversed(scope.Ids.New(), EntryCause.Undo, scope.Actor.Id, scope.Now)));
        }

        return Task.FromResult(true);
    }
}
