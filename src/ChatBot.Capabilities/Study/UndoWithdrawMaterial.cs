using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Study;

/// <summary>Puts withdrawn material to the second person again; what is posted takes two people each time (R-1402).</summary>
public sealed class UndoWithdrawMaterial(MaterialShape shape) : UndoWithdrawal<Material, Session?, MaterialFacts>(shape)
{
    /// <inheritdoc/>
    protected override Task<bool> CanStandAgainAsync(RequestView<Material, Session?> view, TurnScope scope, CancellationToken cancellationToken) =>
        Task.FromResult(true);
}
