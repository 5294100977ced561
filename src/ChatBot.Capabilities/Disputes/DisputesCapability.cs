using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;

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
            .UseCase<DecideDispute>(new("dispute.decide", DisputeActions.Decide) { Undo = UndoRule.Never("A decision that corrected the record is corrected in the record.") })
            .UseCase<ListDisputes>(new("dispute.pending", DisputeActions.Decide));
        room.Sends(
            new OutboxKind("dispute.ask", MessageClass.Decision),
            new OutboxKind("dispute.decided", MessageClass.Decision));
        room.Writes<DisputeOpened>(DisputeWrites.Write);
        room.Writes<DisputeChanged>(DisputeWrites.Write);
        room.Service<IDisputeReader, DisputeReader>().Choices<DisputableSessions>().Choices<OpenDisputes>().Choices<OwnOpenDisputes>();
        room.Handles<DisputeRenderer>().Card<DisputeCard>();
    }
}
