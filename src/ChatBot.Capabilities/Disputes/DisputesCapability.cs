using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Disputes;

/// <summary>All that the bot has for disputes of the record.</summary>
public sealed class DisputesCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "disputes";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<OpenDispute>(new("dispute.open", ActionRule.ForOneself) { Undo = UndoRule.By(DisputesUndo.Open) })
            .UseCase<WithdrawDispute>(new("dispute.withdraw", ActionRule.ForOneself) { Undo = UndoRule.By(DisputesUndo.Withdraw) })
            .UseCase<DecideDispute>(new("dispute.decide", DisputeActions.Decide) { Undo = UndoRule.By(DisputesUndo.Decide) })
            .UseCase<ListDisputes>(new("dispute.pending", DisputeActions.Decide));
        room.Sends(DisputeShape.Names.Rows);
        room.Writes<DisputeOpened>(DisputeWrites.Write);
        room.Writes<DisputeChanged>(DisputeWrites.Write);
        room.Service<DisputeShape>().Service<IDisputeReader, DisputeReader>().Choices<DisputableSessions>().Choices<OpenDisputes>().Choices<OwnOpenDisputes>();
        room.Handles<DisputeRenderer>().Card<DisputeCard>();
        room.Undoes<UndoOpenDispute>(DisputesUndo.Open).Undoes<UndoWithdrawDispute>(DisputesUndo.Withdraw).Undoes<UndoDecideDispute>(DisputesUndo.Decide);
    }
}
