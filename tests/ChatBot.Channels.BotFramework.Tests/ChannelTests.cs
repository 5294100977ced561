using System.Net;
using System.Security.Claims;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Xunit;

namespace ChatBot.Channels.BotFramework.Tests;

/// <summary>What the bot says on its own.</summary>
public sealed class ChannelTests
{
    private static readonly OutboundRoute ToPerson = new("botframework", "main", RouteKind.Private, "u1");
    private static readonly OutboundMessage News = new() { Text = "已批准" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_NeverHeard_WillNeverWork()
    {
        await using var host = await ChannelHost.StartAsync();

        var result = await host.Channel.SendAsync(ToPerson, News, "k", Token);

        Assert.Equal((FailureCategory.Permanent, "not_heard_yet"), (result.Failure, result.Code));
    }

    [Fact]
    public async Task SendAsync_HeardBefore_GoesToThatConversationAsNoReply()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.Client.SayAsync("u1", "hi", ct: Token);
        await host.Client.SayAsync("u2", "hi", "19:group", ct: Token);
        host.Platform.Clear();

        Assert.True((await host.Channel.SendAsync(ToPerson, News, "k1", Token)).IsSent);
        Assert.True((await host.Channel.SendAsync(ToPerson with { Kind = RouteKind.Group, Address = "19:group" }, News, "k2", Token)).IsSent);

        Assert.Equal(
            [(BotFrameworkRoutes.Send, "u1", "已批准"), (BotFrameworkRoutes.Send, "19:group", "已批准")],
            host.Platform.Received.Select(r => (r.Route, r.To, r.Text)));
    }

    [Fact]
    public async Task SendAsync_PersonHeardInAGroupOnly_IsNotSpokenToInPrivate()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.Client.SayAsync("u1", "hi", "19:group", ct: Token);

        Assert.Equal("not_heard_yet", (await host.Channel.SendAsync(ToPerson, News, "k", Token)).Code);
    }

    [Fact]
    public async Task References_SeveralMessages_AreWrittenOnceAndOfStrangersNothing()
    {
        await using var host = await ChannelHost.StartAsync();

        await host.Client.SayAsync("u1", "a", ct: Token);
        await host.Client.SayAsync("u1", "b", ct: Token);
        await host.Client.SayAsync("stranger", "c", ct: Token);

        Assert.Equal(1, host.References.Writes);
        Assert.Equal("u1", Assert.Single(host.References.Kept).Address);
    }

    [Fact]
    public async Task References_StoreAway_TheTurnRunsAndTheNextMessageKeepsIt()
    {
        await using var host = await ChannelHost.StartAsync();
        host.References.IsAway = true;

        Assert.Equal(HttpStatusCode.OK, (await host.Client.SayAsync("u1", "a", ct: Token)).Status);
        Assert.Equal((FailureCategory.ServiceDown, "store_away"), await SendAsync(host));
        host.References.IsAway = false;
        await host.Client.SayAsync("u1", "b", ct: Token);

        Assert.Single(host.References.Kept);
    }

    [Fact]
    public async Task SendAsync_KeptAddressNoLongerAllowed_IsNotCalled()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.References.KeepAsync(new ConversationAddress("main", RouteKind.Private, "u1", "https://example.org/", "emulator", "c", "bot-1", null), Token);

        Assert.Equal((FailureCategory.Configuration, "service_url_not_allowed"), await SendAsync(host));
    }

    public static TheoryData<HttpStatusCode, FailureCategory> Statuses => new()
    {
        { HttpStatusCode.Unauthorized, FailureCategory.Authentication },
        { HttpStatusCode.Forbidden, FailureCategory.Permanent },
        { HttpStatusCode.NotFound, FailureCategory.Permanent },
        { HttpStatusCode.PreconditionFailed, FailureCategory.Transient },
        { HttpStatusCode.TooManyRequests, FailureCategory.RateLimited },
        { HttpStatusCode.InternalServerError, FailureCategory.ServiceDown },
        { HttpStatusCode.BadGateway, FailureCategory.ServiceDown },
        { HttpStatusCode.GatewayTimeout, FailureCategory.UnknownOutcome },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task SendAsync_ConnectorsStatus_HasItsCategory(HttpStatusCode status, FailureCategory category)
    {
        await using var host = await ChannelHost.StartAsync();
        await host.Client.SayAsync("u1", "hi", ct: Token);
        host.Platform.FailNext(BotFrameworkRoutes.Send, status);

        var (failure, code) = await SendAsync(host);

        Assert.Equal((category, ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture)), (failure, code));
        Assert.Equal(1, host.Platform.CallsOf(BotFrameworkRoutes.Send));
    }

    [Fact]
    public async Task SendAsync_AnswerLost_IsInDoubt()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.Client.SayAsync("u1", "hi", ct: Token);
        host.Platform.FailNext(BotFrameworkRoutes.Send, Failure.AnswerLost());

        Assert.Equal(FailureCategory.UnknownOutcome, (await SendAsync(host)).Failure);
    }

    [Fact]
    public async Task SendAsync_ConnectorGone_IsDown()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.References.KeepAsync(new ConversationAddress("main", RouteKind.Private, "u1", "http://127.0.0.1:1/", "emulator", "c", "bot-1", null), Token);

        Assert.Equal((FailureCategory.ServiceDown, "unreachable"), await SendAsync(host));
    }

    [Fact]
    public void Of_NothingToSay_IsNothing() => Assert.Empty(BotFrameworkActivities.Of(new OutboundMessage { Text = "" }, isGroup: false));

    [Fact]
    public async Task CanSend_WebhookOrUnknownAccount_IsNo()
    {
        await using var host = await ChannelHost.StartAsync();

        Assert.True(host.Channel.CanSend(ToPerson));
        Assert.False(host.Channel.CanSend(ToPerson with { Kind = RouteKind.Webhook }));
        Assert.False(host.Channel.CanSend(ToPerson with { Account = "other" }));
        Assert.False(host.Channel.CanSend(ToPerson with { Channel = "wecom" }));
    }

    [Fact]
    public void Of_LongText_IsCutAndTheButtonsStandLast()
    {
        var activities = BotFrameworkActivities.Of(
            new OutboundMessage { Text = new string('长', 10_000), Buttons = [new Button("好", "好")] }, isGroup: false);

        Assert.Equal(2, activities.Count);
        Assert.Null(activities[0].SuggestedActions);
        Assert.Equal("好", Assert.Single(activities[1].SuggestedActions.Actions).Value);
        Assert.Equal(new string('长', 10_000), string.Concat(activities.Select(a => a.Text)));
    }

    [Fact]
    public async Task KeptConnectors_SeveralTurns_MakeOneClient()
    {
        var inner = new CountingAuthentication();
        var kept = new KeptConnectors(inner);

        for (var i = 0; i < 3; i++)
        {
            using var client = await kept.CreateConnectorFactory(new ClaimsIdentity()).CreateAsync("http://localhost/", null!, Token);
            Assert.NotNull(client.Conversations);
        }

        Assert.Equal(1, inner.Made);
    }

    private static async Task<(FailureCategory? Failure, string Code)> SendAsync(ChannelHost host)
    {
        var result = await host.Channel.SendAsync(ToPerson, News, "k", Token);
        return (result.Failure, result.Code);
    }

    private sealed class CountingAuthentication : BotFrameworkAuthentication
    {
        public int Made { get; private set; }

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new Factory(this);

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Microsoft.Bot.Schema.Activity activity, string authHeader, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        private sealed class Factory(CountingAuthentication of) : ConnectorFactory
        {
            public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
            {
                of.Made++;
                return Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(serviceUrl), new MicrosoftAppCredentials("", "")));
            }
        }
    }
}
