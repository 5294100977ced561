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
        room
            .UseCase<ShowRoster>(new("roster.list", RosterActions.Manage))
            .UseCase<BindGroup>(new("branch.bind", RosterActions.Manage) { Place = UseCasePlace.Open, Undo = UndoRule.Never("A chat is unbound by its own command.") })
            .UseCase<BindWebhook>(new("branch.bind_webhook", RosterActions.Manage) { Place = UseCasePlace.Open, Undo = UndoRule.Never("A chat is unbound by its own command.") })
            .UseCase<ShowStatus>(new("branch.status", RosterActions.Manage))
            .UseCase<ShowQuota>(new("channels.quota", RosterActions.Manage));
        room.Choices(RosterChoices.All);
    }
}
