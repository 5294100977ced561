using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;

namespace ChatBot.Capabilities.Escalation;

/// <summary>All that the bot has for the steps after absences.</summary>
public sealed class EscalationCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "escalation";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<ListStepTodos>(new("escalation.todos", EscalationActions.Handle))
            .UseCase<SendStep>(new("escalation.send", EscalationActions.Handle) { Undo = UndoRule.Never("The member has been told; a step that no longer holds is withdrawn by correcting the record.") })
            .UseCase<DropStep>(new("escalation.drop", EscalationActions.Handle) { Undo = UndoRule.By(EscalationUndo.Drop) })
            .UseCase<RecordTalk>(new("escalation.talk", EscalationActions.Handle) { Undo = UndoRule.By(EscalationUndo.Talk) });
        room.Sends(
            new OutboxKind("escalation.todo", MessageClass.Decision),
            new OutboxKind("escalation.notice", MessageClass.Decision),
            new OutboxKind("escalation.withdrawn", MessageClass.Decision),
            new OutboxKind("inactivity.note", MessageClass.Reminder),
            OutboxKind.Work("inactivity.check"));
        room.Writes<StepsPlanned>(EscalationWrites.Write);
        room.Writes<StepOpened>(EscalationWrites.Write);
        room.Writes<StepChanged>(EscalationWrites.Write);
        room.Service<IEscalationReader, EscalationReader>().Service<EscalationBooks>().Service<StepFacts>().Service<StepAccess>();
        room.Choices<ProposedSteps>().Choices<SentSteps>();
        room.Upkeep<PlanInactivityChecks>().Handles<EscalationRenderer>().Handles<InactivityWork>().Card<StepCard>().Parameters(EscalationPolicy.Parameters);
        room.Undoes<UndoDrop>(EscalationUndo.Drop).Undoes<UndoTalk>(EscalationUndo.Talk);
    }
}
