using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
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
        room.UseCase<ClaimPoints>().UseCase<WithdrawClaim>().UseCase<DecideClaim>().UseCase<ListClaims>().UseCase<ShowOwnPoints>().UseCase<ShowPointsItems>().UseCase<SetPointsItem>().UseCase<ShowRanking>().UseCase<PublishPoints>();
        room.Sends(
            new OutboxKind("points.pending", MessageClass.Reminder),
            new OutboxKind("points.decided", MessageClass.Notice),
            new OutboxKind("points.published", MessageClass.Notice),
            new OutboxKind("points.window_notice", MessageClass.Chatter),
            OutboxKind.Work("points.window"));
        room.Writes<PointsItemSaved>(PointsWrites.Write);
        room.Writes<PointsClaimed>(PointsWrites.Write);
        room.Writes<PointsClaimChanged>(PointsWrites.Write);
        room.Writes<PointsAppended>(PointsWrites.Write);
        room.Service<IPointsReader, PointsReader>().Choices<PendingClaims>().Choices<OwnPendingClaims>().Choices<PointsItemChoices>();
        room.Handles<PointsRenderer>().Card<ClaimCard>().Parameters(PointsPolicy.Parameters);
    }
}
