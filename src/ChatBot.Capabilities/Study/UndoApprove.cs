using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Study;

/// <summary>Takes a decision on a draft back: it waits again, and what has not been posted is not posted.</summary>
public sealed class UndoApprove(MaterialShape shape) : UndoDecision<Material, Session?, MaterialFacts>(shape)
{
    /// <inheritdoc/>
    protected override Task<bool> ReverseAsync(
        RequestView<Material, Session?> view, MaterialFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        scope.Changes.Add(new OutboxCancelled(StudyRows.KeysOf(view.Request.Id), "decision taken back"));
        return Task.FromResult(true);
    }
}
