using System.Net;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>What the bot says on its own, against the platform's double.</summary>
public sealed class DingTalkChannelTests
{
    private const string Group = DingTalkDemo.GroupConversation;

    [Fact]
    public async Task Send_Private_IsASampleTextToOneUser()
    {
        await using var host = await BotHost.StartAsync();

        var result = await host.SendAsync(RouteKind.Private, BotHost.Staff, "周五党课");

        Assert.True(result.IsSent);
        var said = Assert.Single(host.Platform.Received);
        Assert.Equal((DingTalkRoutes.Private, BotHost.Staff, "周五党课"), (said.Route, said.To, said.Text));
        Assert.Equal(
            $$"""{"robotCode":"{{DingTalkDemo.RobotCode}}","userIds":["{{BotHost.Staff}}"],"msgKey":"sampleText","msgParam":"{\"content\":\"周五党课\"}"}""",
            said.Raw.GetRawText());
    }

    [Fact]
    public async Task Send_Group_IsASampleTextToTheConversation()
    {
        await using var host = await BotHost.StartAsync();

        Assert.True((await host.SendAsync(RouteKind.Group, Group, "周五党课")).IsSent);

        var said = Assert.Single(host.Platform.Received);
        Assert.Equal((DingTalkRoutes.Group, Group, "sampleText", "周五党课"), (said.Route, said.To, said.Type, said.Text));
        Assert.False(said.Raw.TryGetProperty("userIds", out _));
    }

    [Fact]
    public async Task Send_Webhook_IsSignedAndCarriesTheKey()
    {
        await using var host = await BotHost.StartAsync();

        Assert.True((await host.SendAsync(RouteKind.Webhook, "branch", "周五党课", "outbox-7")).IsSent);

        // The double refuses a wrong or doubly encoded signature.
        var said = Assert.Single(host.Platform.Received);
        Assert.Equal((DingTalkRoutes.Webhook, DingTalkDemo.WebhookToken, "周五党课"), (said.Route, said.To, said.Text));
        Assert.Equal("outbox-7", said.Raw.GetProperty("msgUuid").GetString());
        Assert.Equal(0, host.Platform.CallsOf(DingTalkRoutes.Token));
    }

    [Fact]
    public async Task Send_TitleAndHint_GoAsPlainText()
    {
        await using var host = await BotHost.StartAsync();
        var message = new OutboundMessage
        {
            Title = "党课",
            Text = "周五 15:00",
            Buttons = [new Button("参加", "报名")],
            TypingHint = "回复“报名”。",
        };

        await host.Channel.SendAsync(new OutboundRoute("dingtalk", "main", RouteKind.Private, BotHost.Staff), message, "k", CancellationToken.None);

        Assert.Equal("【党课】\n周五 15:00\n回复“报名”。", Assert.Single(host.Platform.Received).Text);
    }

    [Fact]
    public async Task Send_Tokens_AreBoughtOnceAndKeptUntilFiveMinutesBeforeTheEnd()
    {
        await using var host = await BotHost.StartAsync();
        await host.SendAsync(RouteKind.Private, BotHost.Staff, "一");
        await host.SendAsync(RouteKind.Group, Group, "二");

        Assert.Equal(1, host.Platform.CallsOf(DingTalkRoutes.Token));
        Assert.Equal(TimeSpan.FromSeconds(7200 - 300), host.Tokens.LastLifetime);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_TokenNoLongerTaken_IsRenewedOnce(bool revoked)
    {
        await using var host = await BotHost.StartAsync();
        await host.SendAsync(RouteKind.Private, BotHost.Staff, "一");
        if (revoked)
        {
            host.Platform.RevokeTokens();
        }
        else
        {
            host.Platform.ExpireTokens();
        }

        Assert.True((await host.SendAsync(RouteKind.Private, BotHost.Staff, "二")).IsSent);

        Assert.Equal(2, host.Platform.CallsOf(DingTalkRoutes.Token));
        Assert.Equal(["一", "二"], host.Platform.Received.Select(m => m.Text));
    }

    [Fact]
    public async Task Send_TokenRefusedTwice_IsAnAuthenticationFailure()
    {
        await using var host = await BotHost.StartAsync();
        host.Platform.FailNext(DingTalkRoutes.Private, Failure.Dotted(HttpStatusCode.BadRequest, "InvalidAuthentication"), count: 2);

        var result = await host.SendAsync(RouteKind.Private, BotHost.Staff, "一");

        Assert.Equal((FailureCategory.Authentication, "InvalidAuthentication"), (result.Failure, result.Code));
        Assert.Equal(2, host.Platform.CallsOf(DingTalkRoutes.Private));
        Assert.True((await host.SendAsync(RouteKind.Private, BotHost.Staff, "二")).IsSent);
    }

    [Fact]
    public async Task Send_WrongSecret_IsAnAuthenticationFailure()
    {
        await using var host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:AppSecret"] = "wrong");
        var result = await host.SendAsync(RouteKind.Private, BotHost.Staff, "一");
        Assert.Equal((FailureCategory.Authentication, "invalidClientIdOrSecret"), (result.Failure, result.Code));
        Assert.Equal(0, host.Platform.CallsOf(DingTalkRoutes.Private));
    }

    [Fact]
    public async Task Send_ReceiversLeftOutOfASuccess_AreFailures()
    {
        await using var host = await BotHost.StartAsync();
        host.Platform.FlowControlNext("20260018");
        host.Platform.FailNext(DingTalkRoutes.Private, Failure.Garbage("""{"processQueryKey":"k","invalidStaffIdList":["gone"]}"""));

        var invalid = await host.SendAsync(RouteKind.Private, "gone", "一");
        var controlled = await host.SendAsync(RouteKind.Private, "20260018", "二");

        Assert.Equal((FailureCategory.Permanent, "invalidStaffIdList"), (invalid.Failure, invalid.Code));
        Assert.Equal((FailureCategory.RateLimited, TimeSpan.FromMinutes(1)), (controlled.Failure, controlled.RetryAfter));
    }

    [Fact]
    public async Task Send_UnknownUser_IsPermanent()
    {
        await using var host = await BotHost.StartAsync(new DingTalkDoubleOptions { Members = [new DingTalkMember("somebody", "甲", 1)] });
        Assert.Equal(FailureCategory.Permanent, (await host.SendAsync(RouteKind.Private, "nobody", "一")).Failure);
    }

    [Fact]
    public async Task Send_MonthUsedUp_WaitsForTheNextMonthAndWebhooksGoOn()
    {
        await using var host = await BotHost.StartAsync(new DingTalkDoubleOptions { MonthlyApiCalls = 0 });
        var result = await host.SendAsync(RouteKind.Private, BotHost.Staff, "一");
        Assert.Equal(FailureCategory.RateLimited, result.Failure);
        Assert.Equal(1, (host.Clock.Now + result.RetryAfter!.Value).ToOffset(TimeSpan.FromHours(8)).Day);
        Assert.True((await host.SendAsync(RouteKind.Webhook, "branch", "二")).IsSent);
    }

    [Fact]
    public async Task Send_AnswerLost_IsUnknownForTheApiAndRepeatableForAWebhook()
    {
        await using var host = await BotHost.StartAsync();
        await host.SendAsync(RouteKind.Private, BotHost.Staff, "先取令牌");
        host.Platform.Clear();
        host.Platform.FailNext(DingTalkRoutes.Private, Failure.AnswerLost());
        host.Platform.FailNext(DingTalkRoutes.Webhook, Failure.AnswerLost());

        Assert.Equal(FailureCategory.UnknownOutcome, (await host.SendAsync(RouteKind.Private, BotHost.Staff, "一")).Failure);
        Assert.Equal(FailureCategory.Transient, (await host.SendAsync(RouteKind.Webhook, "branch", "二", "same")).Failure);
        Assert.True((await host.SendAsync(RouteKind.Webhook, "branch", "二", "same")).IsSent);

        Assert.Equal(["一", "二"], host.Platform.Received.Select(m => m.Text));
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsUnknown()
    {
        await using var host = await BotHost.StartAsync(callTimeout: TimeSpan.FromMilliseconds(300));
        await host.SendAsync(RouteKind.Group, Group, "先取令牌");
        host.Platform.Delay(DingTalkRoutes.Group, TimeSpan.FromSeconds(20));

        var result = await host.SendAsync(RouteKind.Group, Group, "一");

        Assert.Equal((FailureCategory.UnknownOutcome, "timeout"), (result.Failure, result.Code));
    }

    [Fact]
    public async Task Send_CallerGivesUp_Throws()
    {
        await using var host = await BotHost.StartAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Channel.SendAsync(
            new OutboundRoute("dingtalk", "main", RouteKind.Webhook, "branch"), new OutboundMessage { Text = "一" }, "k", new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Send_NobodyListens_IsServiceDown()
    {
        // Port 9 (discard) on loopback: refused at once.
        await using var host = await BotHost.StartAsync(settings: s =>
        {
            s["Channels:DingTalk:main:ApiBaseUrl"] = "http://127.0.0.1:9";
            s["Channels:DingTalk:main:OapiBaseUrl"] = "http://127.0.0.1:9";
        });

        Assert.Equal(FailureCategory.ServiceDown, (await host.SendAsync(RouteKind.Private, BotHost.Staff, "一")).Failure);
        Assert.Equal(FailureCategory.ServiceDown, (await host.SendAsync(RouteKind.Webhook, "branch", "二")).Failure);
    }

    [Fact]
    public async Task Send_AddressBlocked_StopsAllCallsForFiveMinutes()
    {
        await using var host = await BotHost.StartAsync();
        host.Platform.FailNext(DingTalkRoutes.Webhook, Failure.Garbage("<html><body>denied</body></html>"));

        var blocked = await host.SendAsync(RouteKind.Webhook, "branch", "一");
        host.Clock.Now += TimeSpan.FromMinutes(4);
        var held = await host.SendAsync(RouteKind.Private, BotHost.Staff, "二");
        host.Clock.Now += TimeSpan.FromMinutes(1);
        var free = await host.SendAsync(RouteKind.Private, BotHost.Staff, "三");

        Assert.Equal((FailureCategory.RateLimited, TimeSpan.FromMinutes(5)), (blocked.Failure, blocked.RetryAfter));
        Assert.Equal((FailureCategory.RateLimited, TimeSpan.FromMinutes(1)), (held.Failure, held.RetryAfter));
        Assert.True(free.IsSent);
        Assert.Equal((1, 1), (host.Platform.CallsOf(DingTalkRoutes.Token), host.Platform.CallsOf(DingTalkRoutes.Private)));
    }

    [Fact]
    public async Task Send_WebhookTooFast_PausesTenMinutes()
    {
        await using var host = await BotHost.StartAsync(new DingTalkDoubleOptions { WebhookPerMinute = 1 });
        await host.SendAsync(RouteKind.Webhook, "branch", "一", "k1");
        var result = await host.SendAsync(RouteKind.Webhook, "branch", "二", "k2");
        Assert.Equal((FailureCategory.RateLimited, "130101", TimeSpan.FromMinutes(10)), (result.Failure, result.Code, result.RetryAfter));
    }

    [Fact]
    public async Task Send_WebhookRefusedOrProxyDown_IsToldApart()
    {
        await using var host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:GroupWebhooks:branch:Secret"] = "wrong");
        Assert.Equal((FailureCategory.Configuration, "310000"), await CodeOf(host.SendAsync(RouteKind.Webhook, "branch", "一")));
        host.Platform.FailNext(DingTalkRoutes.Webhook, HttpStatusCode.BadGateway);
        Assert.Equal((FailureCategory.Transient, "502"), await CodeOf(host.SendAsync(RouteKind.Webhook, "branch", "一")));
    }

    [Theory]
    [InlineData(RouteKind.Private, BotHost.Staff)]
    [InlineData(RouteKind.Group, Group)]
    [InlineData(RouteKind.Webhook, "branch")]
    public async Task Send_LongText_GoesInPartsAndARetryGoesOnWhereItStopped(RouteKind kind, string address)
    {
        await using var host = await BotHost.StartAsync(new DingTalkDoubleOptions { CallsPerSecond = 1, WebhookPerMinute = 1 });
        var text = string.Concat(Enumerable.Range(1, 700).Select(i => $"第{i}项：请按时参加。"));
        var attempts = 0;

        while (!(await host.SendAsync(kind, address, text, "long")).IsSent)
        {
            Assert.InRange(++attempts, 1, 5);
            host.Clock.Now += TimeSpan.FromMinutes(11);
        }

        Assert.True(attempts > 0);
        Assert.Equal(text, string.Concat(host.Platform.Received.Select(m => m.Text)));
    }

    [Theory]
    [InlineData("dingtalk", "main", RouteKind.Private, "u", true)]
    [InlineData("dingtalk", "MAIN", RouteKind.Group, "cid", true)]
    [InlineData("dingtalk", "main", RouteKind.Webhook, "branch", true)]
    [InlineData("dingtalk", "main", RouteKind.Webhook, "other", false)]
    [InlineData("dingtalk", "main", RouteKind.Private, "", false)]
    [InlineData("dingtalk", "alerts", RouteKind.Webhook, "office", true)]
    [InlineData("dingtalk", "alerts", RouteKind.Private, "u", false)]
    [InlineData("dingtalk", "nobody", RouteKind.Private, "u", false)]
    [InlineData("wecom", "main", RouteKind.Private, "u", false)]
    public async Task CanSend_Route_ByTheSettings(string channel, string account, RouteKind kind, string address, bool can)
    {
        await using var host = await BotHost.StartAsync();
        var route = new OutboundRoute(channel, account, kind, address);

        Assert.Equal(can, host.Channel.CanSend(route));
        var limit = Assert.Single(host.Channel.LimitsOf(route, new OutboundMessage { Text = "x" }));
        Assert.Equal((20, kind == RouteKind.Webhook ? 60 : 1), (limit.Limit, (int)limit.Window.TotalSeconds));
        if (!can)
        {
            var result = await host.Channel.SendAsync(route, new OutboundMessage { Text = "一" }, "k", CancellationToken.None);
            Assert.Equal(FailureCategory.Configuration, result.Failure);
        }
    }

    private static async Task<(FailureCategory? Category, string Code)> CodeOf(Task<SendResult> send)
    {
        var result = await send;
        return (result.Failure, result.Code);
    }
}
