using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Disputes;

/// <summary>One's own open disputes.</summary>
public sealed class OwnOpenDisputes(DisputeShape shape, IDisputeReader disputes) : OwnRequests<Dispute, Session>("disputes.own_open", shape)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyList<Dispute>> ReadAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return disputes.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, cancellationToken);
    }
}
