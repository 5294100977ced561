using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>All that the bot has for check-in.</summary>
public sealed class CheckInCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "checkin";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<CheckInSelf>(new("checkin.self", ActionRule.ForOneself) { Place = UseCasePlace.Open, Undo = UndoRule.Never("Who is here cannot be made not to have come; the list is corrected by its recorder.") })
            .UseCase<CheckInOther>(new("checkin.other", CheckInActions.ForAnother) { Place = UseCasePlace.Open, Undo = UndoRule.By(CheckInUndo.Other) })
            .UseCase<ShowCheckInCode>(new("checkin.code", CheckInActions.ShowCode) { Place = UseCasePlace.Open });
        room.Writes<CheckInSaved>(CheckInWrites.Write);
        room.Writes<CheckInRemoved>(CheckInWrites.Write);
        room.Service<ICheckInReader, CheckInReader>().Parameters(CheckInPolicy.Parameters).Parameters(OnlinePolicy.Parameters);
        room.Undoes<UndoCheckInOther>(CheckInUndo.Other);
    }
}
