using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Tests.Fakes;
using Xunit;

namespace ChatBot.Kernel.Tests.Routing;

public sealed class AudiencesTests
{
    private static readonly MemberId Ann = new(Guid.Parse("00000000-0000-0000-0000-000000000001"));
    private static readonly PlatformUser OnWeCom = new("wecom", "main", "ann");
    private static readonly PlatformUser OnDingTalk = new("dingtalk", "main", "d-ann");
    private static readonly OutboundRoute Webhook = new("dingtalk", "main", RouteKind.Webhook, "news");
    private static readonly OutboundRoute Robot = new("dingtalk", "main", RouteKind.Group, "cid1");
    private static readonly OutboundRoute GroupOne = new("wecom", "main", RouteKind.Webhook, "one");
    private static readonly OutboundRoute OtherPlatform = new("wecom", "main", RouteKind.Webhook, "all");

    private readonly LastHeard _lastHeard = new();

    [Fact]
    public void Of_GroupOnOnePlatform_IsOneAudienceWithItsRoutesByRank() =>
        Assert.Equal(["g:branch  dingtalk:main:Webhook:news dingtalk:main:Group:cid1"], Of(Recipient.BranchGroup));

    [Fact]
    public void Of_GroupOnTwoPlatforms_IsAnAudienceOnEach() => Assert.Equal(
        ["g:branch:wecom wecom wecom:main:Webhook:all", "g:branch:dingtalk dingtalk dingtalk:main:Webhook:news dingtalk:main:Group:cid1"],
        Of(Recipient.BranchGroup, new BoundConversation(OtherPlatform, null, -1)));

    [Fact]
    public void Of_RowForOneOfThem_IsThatOneAlsoWhenTheOtherIsUnbound()
    {
        var item = Item(Recipient.BranchGroup) with { Channel = "dingtalk" };
        var both = Branch(new BoundConversation(OtherPlatform, null, -1));

        Assert.Equal([Webhook, Robot], Assert.Single(new Audiences(_lastHeard).Of(item, both)).Routes);
        Assert.Equal([Webhook, Robot], Assert.Single(new Audiences(_lastHeard).Of(item, Branch())).Routes);
        Assert.Empty(new Audiences(_lastHeard).Of(item with { Channel = "wecom" }, Branch()));
    }

    [Fact]
    public void Of_PartyGroupWithItsOwnChat_StaysThere() =>
        Assert.Equal([$"g:{Village.Group(1)}  wecom:main:Webhook:one"], Of(Recipient.ToGroup(Village.Group(1))));

    [Fact]
    public void Of_PartyGroupWithoutChat_SharesTheLaneOfTheBranch() =>
        Assert.Equal(["g:branch  dingtalk:main:Webhook:news dingtalk:main:Group:cid1"], Of(Recipient.ToGroup(Village.Group(2))));

    [Fact]
    public void Of_Member_IsThePersonsAccountsAndNeverAGroup() =>
        Assert.Equal([$"m:{Ann}  wecom:main:Private:ann dingtalk:main:Private:d-ann"], Of(Recipient.To(Ann)));

    [Fact]
    public void Of_MemberWhoWroteFromTheSecondAccount_IsReachedThereFirst()
    {
        _lastHeard.Note(Ann, Samples.Message("1") with { Sender = OnDingTalk, Scope = ConversationScope.Group }, Branch());
        Assert.Equal([$"m:{Ann}  wecom:main:Private:ann dingtalk:main:Private:d-ann"], Of(Recipient.To(Ann)));

        _lastHeard.Note(Ann, Samples.Message("2") with { Sender = OnDingTalk }, Branch());
        Assert.Equal([$"m:{Ann}  dingtalk:main:Private:d-ann wecom:main:Private:ann"], Of(Recipient.To(Ann)));
    }

    [Fact]
    public void Of_MemberWithoutAccountOrWork_IsNobody()
    {
        Assert.Empty(Of(Recipient.To(new MemberId(Guid.NewGuid()))));
        Assert.Empty(Of(Recipient.Worker));
    }

    private static OutboxItem Item(Recipient recipient) =>
        new() { Id = Guid.NewGuid(), Branch = Samples.Branch, DueAt = Samples.Noon, Kind = "k", Recipient = recipient };

    private static BranchSnapshot Branch(params BoundConversation[] more) => new(
        new Branch(Samples.Branch, "b", "B"),
        new BranchPolicy(),
        [new Member { Id = Ann, Name = "Ann" }],
        [],
        [(Ann, OnWeCom), (Ann, OnDingTalk)],
        [new BoundConversation(Robot, null, 1), new BoundConversation(Webhook, null, 0), new BoundConversation(GroupOne, Village.Group(1), 0), .. more]);

    private IEnumerable<string> Of(Recipient recipient, params BoundConversation[] more) =>
        new Audiences(_lastHeard).Of(Item(recipient), Branch(more)).Select(a => $"{a.Lane} {a.Channel} {string.Join(' ', a.Routes)}");
}
