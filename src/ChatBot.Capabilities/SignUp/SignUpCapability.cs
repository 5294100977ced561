using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;

namespace ChatBot.Capabilities.SignUp;

/// <summary>All that the bot has for signing up.</summary>
public sealed class SignUpCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "signup";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<JoinSession>(new("signup.join", ActionRule.ForOneself) { Place = UseCasePlace.Open, Undo = UndoRule.By(SignUpUndo.Join) })
            .UseCase<LeaveSession>(new("signup.leave", ActionRule.ForOneself) { Place = UseCasePlace.Open, Undo = UndoRule.By(SignUpUndo.Leave) });
        room.Sends(
            new OutboxKind("signup.digest", MessageClass.Chatter),
            new OutboxKind("signup.moved_up", MessageClass.Notice));
        room.Writes<SignUpSaved>(SignUpWrites.Write);
        room.Service<ISignUpReader, SignUpReader>().Handles<SignUpRenderer>();
        room.Undoes<UndoJoin>(SignUpUndo.Join).Undoes<UndoLeave>(SignUpUndo.Leave);
    }
}
