using ChatBot.Application.Channels;
using ChatBot.Application.Outbox;
using ChatBot.Application.Tests.Fakes;
using ChatBot.Domain;
using ChatBot.Domain.Policy;
using ChatBot.Domain.Roster;
using Xunit;

namespace ChatBot.Application.Tests.Outbox;

public sealed class RoutesTests
{
    private static readonly MemberId Ann = new(Guid.Parse("00000000-0000-0000-0000-000000000001"));
    private static readonly OutboundRoute Webhook = new("dingtalk", "main", RouteKind.Webhook, "news");
    private static readonly OutboundRoute Robot = new("dingtalk", "main", RouteKind.Group, "cid1");
    private static readonly OutboundRoute GroupOne = new("wecom", "main", RouteKind.Webhook, "one");

    private static readonly BranchSnapshot Branch = new(
        new Branch(Samples.Branch, "b", "B"),
        new BranchPolicy(),
        [new Member { Id = Ann, Name = "Ann" }],
        [],
        [(Ann, new PlatformUser("wecom", "main", "ann")), (Ann, new PlatformUser("dingtalk", "main", "d-ann"))],
        [new BoundConversation(Robot, null, 1), new BoundConversation(Webhook, null, 0), new BoundConversation(GroupOne, Village.Group(1), 0)],
        []);

    [Fact]
    public void For_Group_GoesByRank() => Assert.Equal([Webhook, Robot], Routes.For(Recipient.BranchGroup, Branch));

    [Fact]
    public void For_PartyGroupWithItsOwnChat_StaysThere() => Assert.Equal([GroupOne], Routes.For(Recipient.ToGroup(Village.Group(1)), Branch));

    [Fact]
    public void For_PartyGroupWithoutChat_GoesToTheBranch() => Assert.Equal([Webhook, Robot], Routes.For(Recipient.ToGroup(Village.Group(2)), Branch));

    [Fact]
    public void For_Member_GoesToThePersonsAccountsAndNeverToAGroup() => Assert.Equal(
        [new OutboundRoute("wecom", "main", RouteKind.Private, "ann"), new OutboundRoute("dingtalk", "main", RouteKind.Private, "d-ann")],
        Routes.For(Recipient.To(Ann), Branch));

    [Fact]
    public void For_MemberWithoutAccount_GoesNowhere() => Assert.Empty(Routes.For(Recipient.To(new MemberId(Guid.NewGuid())), Branch));

    [Fact]
    public void For_Work_GoesNowhere() => Assert.Empty(Routes.For(Recipient.Worker, Branch));
}
