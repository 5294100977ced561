using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Leave;

/// <summary>All that the bot has for leave.</summary>
public sealed class LeaveCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "leave";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<RequestLeave>(new("leave.request", ActionRule.ForOneself) { Place = UseCasePlace.PrivateAnswer, Undo = UndoRule.By(LeaveUndo.Request) })
            .UseCase<WithdrawLeave>(new("leave.withdraw", ActionRule.ForOneself) { Place = UseCasePlace.PrivateAnswer, Undo = UndoRule.By(LeaveUndo.Withdraw) })
            .UseCase<DecideLeave>(new("leave.decide", LeaveActions.Decide) { Undo = UndoRule.By(LeaveUndo.Decide) })
            .UseCase<ListPendingLeave>(new("leave.pending", LeaveActions.Decide))
            .UseCase<ListOwnLeave>(new("leave.mine", ActionRule.ForOneself));
        room.Sends(LeaveShape.Names.Rows);
        room.Writes<LeaveRequested>(LeaveWrites.Write);
        room.Writes<LeaveChanged>(LeaveWrites.Write);
        room.Service<LeaveShape>().Service<ILeaveReader, LeaveReader>().Choices<PendingLeaveChoices>().Choices<OwnOpenLeave>();
        room.Handles<LeaveRenderer>().Card<LeaveCard>().Parameters(LeavePolicy.Parameters);
        room.Undoes<UndoRequestLeave>(LeaveUndo.Request).Undoes<UndoWithdrawLeave>(LeaveUndo.Withdraw).Undoes<UndoDecideLeave>(LeaveUndo.Decide);
    }
}
