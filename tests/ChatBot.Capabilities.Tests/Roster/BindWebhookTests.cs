using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Channels;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Roster;

public sealed class BindWebhookTests(UseCaseStores stores) : UseCaseTests(stores, "branch.bind_webhook")
{
    [Fact]
    public async Task Bind_ConfiguredAlias_IsARouteToTheGroup()
    {
        await DoneAsync("roster.webhook_bound", People.Secretary, ("alias", QuietChannel.Webhook), ("channel", QuietChannel.ChannelName));

        var bound = Assert.Single((await Branch.SnapshotAsync()).Conversations, c => c.Route.Kind == RouteKind.Webhook);
        Assert.Equal((QuietChannel.Webhook, null), (bound.Route.Address, bound.Group));
        Assert.Equal(["Secretary branch.bind"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Bind_ForAPartyGroup_IsThatGroups()
    {
        await DoneAsync("roster.webhook_bound", People.Secretary, ("alias", QuietChannel.Webhook), ("group", People.Group2.Id));

        Assert.Equal(
            People.Group2.Id, Assert.Single((await Branch.SnapshotAsync()).Conversations, c => c.Route.Kind == RouteKind.Webhook).Group);
    }

    [Fact]
    public async Task Bind_Twice_IsOneRoute()
    {
        await RunAsync(People.Secretary, ("alias", QuietChannel.Webhook));
        await RunAsync(People.Secretary, ("alias", QuietChannel.Webhook));

        Assert.Single((await Branch.SnapshotAsync()).Conversations, c => c.Route.Kind == RouteKind.Webhook);
    }

    [Fact]
    public async Task Bind_UnknownAliasOrChannel_IsRefused()
    {
        await RefusedAsync("roster.webhook_unknown", People.Secretary, ("alias", "unknown"));
        await RefusedAsync("roster.webhook_unknown", People.Secretary, ("alias", QuietChannel.Webhook), ("channel", "unknown"));
        await RefusedAsync("roster.webhook_unknown", People.Secretary);
    }

    [Fact]
    public async Task Bind_ByOthers_IsRefused() => await RefusedForAsync( // §20
        [People.Ann, People.Recorder, People.Committee, People.Deputy, People.Observer], ("alias", QuietChannel.Webhook));
}
