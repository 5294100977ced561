using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Takes one's own dispute back while nobody has decided it.</summary>
public sealed class WithdrawDispute(DisputeShape shape) : WithdrawRequest<Dispute, Session, DisputeFacts>(shape)
{
    /// <inheritdoc/>
    protected override void KeepUndo(Dispute request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(DisputesUndo.Withdraw, new DisputeFacts(request.Id));
    }
}
