using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Study;

/// <summary>Takes material back; what was posted stays in the chat, the list no longer shows it.</summary>
public sealed class WithdrawMaterial(MaterialShape shape) : WithdrawRequest<Material, Session?, MaterialFacts>(shape)
{
    /// <inheritdoc/>
    protected override bool MayTakeBack(Material request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        return request.DraftedBy == scope.Actor.Id || scope.Actor.Has(Roles.Secretary);
    }

    /// <inheritdoc/>
    protected override void KeepUndo(Material request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(StudyUndo.Withdraw, new MaterialFacts(request.Id));
    }
}
