using ChatBot.Kernel.Declarations;

namespace ChatBot.Capabilities.Roster;

/// <summary>All that the bot has for the branch itself: roster, chats, routes.</summary>
public sealed class RosterCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "roster";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.UseCase<ShowRoster>().UseCase<BindGroup>().UseCase<BindWebhook>().UseCase<ShowStatus>().UseCase<ShowQuota>();
        room.Choices(RosterChoices.All);
    }
}
