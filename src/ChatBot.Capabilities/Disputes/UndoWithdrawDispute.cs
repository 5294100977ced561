using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Opens a withdrawn dispute again, unless another about the same record is open.</summary>
public sealed class UndoWithdrawDispute(DisputeShape shape, IDisputeReader disputes) : UndoWithdrawal<Dispute, Session, DisputeFacts>(shape)
{
    /// <inheritdoc/>
    protected override async Task<bool> CanStandAgainAsync(RequestView<Dispute, Session> view, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        return (await disputes.ForMemberAsync(scope.Branch.Id, view.Request.Member, cancellationToken))
            .All(d => d.Session != view.About.Id || d.Status != RequestStatus.Pending);
    }
}
