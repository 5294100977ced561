using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Takes one's own request back, as long as the session is ahead or nobody has decided.</summary>
public sealed class WithdrawLeave(LeaveShape shape) : WithdrawRequest<LeaveRequest, Session, LeaveFacts>(shape)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<ButtonPhrase>? Next(RequestView<LeaveRequest, Session> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.About is { IsAhead: true, SignUp.IsOpen: true } ? [ButtonPhrase.Of("signup.join", ("number", view.About.Number))] : null;
    }

    /// <inheritdoc/>
    protected override void KeepUndo(LeaveRequest request, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scope);
        scope.KeepUndo(LeaveUndo.Withdraw, new LeaveFacts(request.Id));
    }
}
