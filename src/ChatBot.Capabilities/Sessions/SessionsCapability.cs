using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;

namespace ChatBot.Capabilities.Sessions;

/// <summary>All that the bot has for sessions: calling, changing, cancelling, showing, reminding.</summary>
public sealed class SessionsCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "sessions";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<ListSessions>(new("sessions.next", ActionRule.ForOneself) { Place = UseCasePlace.Open })
            .UseCase<ShowSession>(new("sessions.show", ActionRule.ForOneself) { Place = UseCasePlace.Open })
            .UseCase<CreateSession>(new("sessions.create", SessionActions.Manage) { Place = UseCasePlace.Open, Undo = UndoRule.By(SessionsUndo.Create) })
            .UseCase<ChangeSession>(new("sessions.change", SessionActions.Manage) { Place = UseCasePlace.Open, Undo = UndoRule.By(SessionsUndo.Change) })
            .UseCase<CancelSession>(new("sessions.cancel", SessionActions.Manage) { Place = UseCasePlace.Open, Undo = UndoRule.By(SessionsUndo.Cancel) })
            .UseCase<ShowAnswers>(new("sessions.answers", SessionActions.SeeAnswers))
            .UseCase<RemindSilent>(new("sessions.remind", SessionActions.SeeAnswers) { Place = UseCasePlace.Open, Undo = UndoRule.Never("A reminder that went out was read.") });
        room.Sends(
            new OutboxKind("session.notice", MessageClass.Notice),
            new OutboxKind("session.changed", MessageClass.Notice),
            new OutboxKind("session.restored", MessageClass.Notice),
            new OutboxKind("session.cancelled", MessageClass.Notice),
            new OutboxKind("session.reminder", MessageClass.Reminder),
            new OutboxKind("session.nudge", MessageClass.Reminder),
            OutboxKind.Work("session.open"),
            OutboxKind.Work("session.close"),
            OutboxKind.Work("session.nudges"));
        room.Writes<SessionCreated>(SessionWrites.Write);
        room.Writes<SessionChanged>(SessionWrites.Write);
        room.Writes<ExpectedFrozen>(SessionWrites.Write);
        room.Service<ISessionReader, SessionReader>().Service<SessionLookup>().Service<AnswerReader>();
        room.Choices(SessionChoices.All).Choices<JoinedSessions>();
        room.Handles<SessionRenderer>().Handles<SessionWork>().Card<SessionCard>();
        room.Keeps<OpenSessionsPart>().Parameters(StagesPolicy.Parameters);
        room.Undoes<UndoSessionMade>(SessionsUndo.Create).Undoes<UndoSessionChanged>(SessionsUndo.Change).Undoes<UndoSessionCancelled>(SessionsUndo.Cancel);
    }
}
