using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Capabilities.Study;

/// <summary>All that the bot has for study material.</summary>
public sealed class StudyCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "study";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<DraftMaterial>(new("study.draft", StudyActions.Draft) { Undo = UndoRule.By(StudyUndo.Draft) })
            .UseCase<ApproveMaterial>(new("study.approve", StudyActions.Approve) { Undo = UndoRule.By(StudyUndo.Approve) })
            .UseCase<WithdrawMaterial>(new("study.withdraw", StudyActions.Draft) { Undo = UndoRule.By(StudyUndo.Withdraw) })
            .UseCase<ListMaterial>(new("study.list", ActionRule.ForOneself) { Place = UseCasePlace.Open })
            .UseCase<ReadMaterial>(new("study.read", ActionRule.ForOneself) { Place = UseCasePlace.Open, Undo = UndoRule.Never("That one has read something is no claim.") });
        room.Sends(MaterialShape.Names.Rows).Sends(
            new OutboxKind("study.posted", MessageClass.Chatter),
            new OutboxKind("study.reminder", MessageClass.Chatter));
        room.Writes<MaterialAdded>(StudyWrites.Write);
        room.Writes<MaterialChanged>(StudyWrites.Write);
        room.Writes<ReadingSaved>(StudyWrites.Write);
        room.Service<MaterialShape>().Service<IStudyReader, StudyReader>().Handles<ReviewRenderer>().Handles<StudyRenderer>().Card<MaterialCard>().Parameters(PostingPolicy.Parameters);
        room.Choices(p => new MaterialChoices("study.published", p.GetRequiredService<IStudyReader>(), (m, _) => m.Status == RequestStatus.Approved));
        room.Choices(p => new MaterialChoices("study.drafts", p.GetRequiredService<IStudyReader>(), (m, scope) => m.Status == RequestStatus.Pending
            && Rights.May(scope.Actor, StudyActions.Approve, new RightsSubject(Drafter: m.DraftedBy))));
        room.Choices(p => new MaterialChoices("study.own", p.GetRequiredService<IStudyReader>(), (m, scope) => m.Status is RequestStatus.Pending or RequestStatus.Approved
            && (m.DraftedBy == scope.Actor.Id || scope.Actor.Has(Roles.Secretary))));
        room.Undoes<UndoDraft>(StudyUndo.Draft).Undoes<UndoApprove>(StudyUndo.Approve).Undoes<UndoWithdrawMaterial>(StudyUndo.Withdraw);
    }
}
