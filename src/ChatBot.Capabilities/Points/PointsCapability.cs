using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;

namespace ChatBot.Capabilities.Points;

/// <summary>All that the bot has for points.</summary>
public sealed class PointsCapability : Capability
{
    /// <inheritdoc/>
    public override string Name => "points";

    /// <inheritdoc/>
    public override void Declare(CapabilityBuilder room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room
            .UseCase<ClaimPoints>(new("points.claim", ActionRule.ForOneself) { Place = UseCasePlace.PrivateAnswer, Undo = UndoRule.By(PointsUndo.Claim) })
            .UseCase<WithdrawClaim>(new("points.withdraw", ActionRule.ForOneself) { Place = UseCasePlace.PrivateAnswer, Undo = UndoRule.By(PointsUndo.Withdraw) })
            .UseCase<DecideClaim>(new("points.decide", PointsActions.Assess) { Undo = UndoRule.By(PointsUndo.Decide) })
            .UseCase<ListClaims>(new("points.pending", PointsActions.Assess))
            .UseCase<ShowOwnPoints>(new("points.mine", ActionRule.ForOneself))
            .UseCase<ShowPointsItems>(new("points.items", ActionRule.ForOneself) { Place = UseCasePlace.Open })
            .UseCase<SetPointsItem>(new("points.item_set", PointsActions.ManageItems) { Undo = UndoRule.By(PointsUndo.ItemSet) })
            .UseCase<ShowRanking>(new("points.ranking", PointsActions.SeeRanking))
            .UseCase<PublishPoints>(new("points.publish", PointsActions.Publish) { Undo = UndoRule.Never("What the group has read is read.") });
        room.Sends(ClaimShape.Names.Rows).Sends(
            new OutboxKind("points.published", MessageClass.Notice),
            new OutboxKind("points.window_notice", MessageClass.Chatter),
            OutboxKind.Work("points.window"));
        room.Writes<PointsItemSaved>(PointsWrites.Write);
        room.Writes<PointsClaimed>(PointsWrites.Write);
        room.Writes<PointsClaimChanged>(PointsWrites.Write);
        room.Writes<PointsAppended>(PointsWrites.Write);
        room.Service<ClaimShape>().Service<IPointsReader, PointsReader>().Choices<PendingClaims>().Choices<OwnPendingClaims>().Choices<PointsItemChoices>();
        room.Upkeep<PlanPointsWindows>().Handles<PointsRenderer>().Handles<ClaimRenderer>().Card<ClaimCard>().Parameters(PointsPolicy.Parameters);
        room.Undoes<UndoClaim>(PointsUndo.Claim).Undoes<UndoWithdrawClaim>(PointsUndo.Withdraw).Undoes<UndoDecideClaim>(PointsUndo.Decide).Undoes<UndoItemSet>(PointsUndo.ItemSet);
    }
}
