using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Study;

/// <summary>The second person's decision: only when it approves, the material goes to the group.</summary>
public sealed class ApproveMaterial(MaterialShape shape) : DecideRequest<Material, Session?, ApproveMaterialInputs>(shape)
{
    /// <inheritdoc/>
    protected override string AuditDetail(RequestView<Material, Session?> view) => "";

    /// <inheritdoc/>
    protected override void KeepUndo(Material request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(StudyUndo.Approve, new MaterialFacts(request.Id));
    }

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<(string Name, object? Value)>> FollowAsync(
        RequestView<Material, Session?> view, ApproveMaterialInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        if (view.Request.Status == RequestStatus.Approved)
        {
            StudyRows.Publish(scope.Changes, scope.Branch, view.Request, scope.Branch.Session, scope.Ids, scope.Now);
        }

        return base.FollowAsync(view, inputs, scope, cancellationToken);
    }
}
