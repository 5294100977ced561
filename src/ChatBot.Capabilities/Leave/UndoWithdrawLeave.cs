using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Leave;

/// <summary>Asks for leave again that was withdrawn, while it can still be asked for.</summary>
public sealed class UndoWithdrawLeave(LeaveShape shape, ILeaveReader leave) : UndoWithdrawal<LeaveRequest, Session, LeaveFacts>(shape)
{
    /// <inheritdoc/>
    protected override async Task<bool> CanStandAgainAsync(RequestView<LeaveRequest, Session> view, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        return view.About.Phase is not (SessionPhase.Cancelled or SessionPhase.Confirmed)
            && LeaveRules.TimingOf(view.About, scope.Now, scope.Branch.Policy.Leave) != LeaveTiming.TooLate
            && await leave.StandingAsync(scope.Branch.Id, view.About.Id, view.Request.Member, cancellationToken) is null;
    }
}
