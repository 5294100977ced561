using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Roster;

public sealed class ShowStatusTests(UseCaseStores stores) : UseCaseTests(stores, "branch.status")
{
    [Fact]
    public async Task Show_BySecretary_IsEveryRouteWithItsCondition()
    {
        var outcome = await AnswersAsync("roster.status", People.Secretary);

        var route = Assert.Single(outcome.Lines("routes"));
        Assert.Equal(
            (QuietChannel.ChannelName, RouteKind.Group, RouteCondition.Good),
            (route.Facts["channel"], route.Facts["kind"], route.Facts["condition"]));
        Assert.Empty(outcome.Lines("letters"));
    }

    [Fact]
    public async Task Show_WhatCouldNotBeSent_IsListed()
    {
        await Branch.CommitAsync(new OutboxAdded(new OutboxItem
        {
            Id = Guid.NewGuid(),
            Branch = People.Id,
            DueAt = Branch.Now,
            Kind = "session.notice",
            Recipient = Recipient.BranchGroup,
        }));
        await Stores.Stores.ExecuteAsync(
            "UPDATE outbox SET state = 'dead', detail = 'refused', finished_at = due_at WHERE branch_id = $1", People.Id.Value);

        Assert.Equal("session.notice", Assert.Single((await AnswersAsync("roster.status", People.Secretary)).Lines("letters")).Facts["kind"]);
    }

    [Fact]
    public async Task Show_ByOthersOrInTheGroup_IsRefused() // §20: S; place P
    {
        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }
}
