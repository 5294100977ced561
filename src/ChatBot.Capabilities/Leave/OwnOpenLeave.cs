using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Leave;

/// <summary>One's own requests that can still be taken back.</summary>
public sealed class OwnOpenLeave(LeaveShape shape, ILeaveReader leave) : OwnRequests<LeaveRequest, Session>("leave.own_open", shape)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyList<LeaveRequest>> ReadAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return leave.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, scope.Now - ListOwnLeave.LookedBack, cancellationToken);
    }
}
