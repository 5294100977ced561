using ChatBot.Kernel.Declarations;

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
        room.UseCase<CheckInSelf>().UseCase<CheckInOther>().UseCase<ShowCheckInCode>();
        room.Writes<CheckInSaved>(CheckInWrites.Write);
        room.Writes<CheckInRemoved>(CheckInWrites.Write);
        room.Service<ICheckInReader, CheckInReader>().Parameters(CheckInPolicy.Parameters).Parameters(OnlinePolicy.Parameters);
    }
}
