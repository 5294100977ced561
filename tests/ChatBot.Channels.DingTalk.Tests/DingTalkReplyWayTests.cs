using System.Net;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>Which way an answer takes when the session webhook cannot carry it.</summary>
public sealed class DingTalkReplyWayTests
{
    [Theory]
    [InlineData("http://oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=aa")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://127.0.0.1/robot/sendBySession?session=aa")]
    [InlineData("nonsense")]
    public async Task Receive_ForeignSessionWebhook_AnswersThroughTheApi(string address)
    {
        await using var host = await BotHost.StartAsync();

        var first = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", sessionWebhook: address);
        await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "签到", sessionWebhook: address);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(
            [(DingTalkRoutes.Private, BotHost.Staff, "收到：报名"), (DingTalkRoutes.Private, BotHost.Staff, "收到：签到")],
            host.Platform.Received.Select(m => (m.Route, m.To, m.Text)));
        Assert.Equal(1, host.Log.Count(3030));
    }

    [Theory]
    [InlineData(121, DingTalkRoutes.Session)]
    [InlineData(119, DingTalkRoutes.Private)]
    [InlineData(-1, DingTalkRoutes.Private)]
    public async Task Receive_SessionNearItsEnd_IsUsedUntilTwoMinutesBefore(int secondsLeft, string route)
    {
        await using var host = await BotHost.StartAsync();
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "报名");
        payload["sessionWebhookExpiredTime"] = (host.Clock.Now + TimeSpan.FromSeconds(secondsLeft)).ToUnixTimeMilliseconds();

        await host.Client.SendRawAsync(payload.ToJsonString());

        Assert.Equal(route, Assert.Single(host.Platform.Received).Route);
    }

    [Fact]
    public async Task Receive_SessionUnknownToThePlatform_AnswersAGroupThroughTheApi()
    {
        await using var host = await BotHost.StartAsync();
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "报名", isGroup: true);
        host.Platform.ExpireSessions();

        var reply = await host.Client.SendRawAsync(payload.ToJsonString());

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var said = Assert.Single(host.Platform.Received);
        Assert.Equal((DingTalkRoutes.Group, DingTalkDemo.GroupConversation, "收到：报名"), (said.Route, said.To, said.Text));
    }

    [Fact]
    public async Task Receive_SessionAnswerLost_IsNotSaidASecondTime()
    {
        await using var host = await BotHost.StartAsync();
        host.Platform.FailNext(DingTalkRoutes.Session, Failure.AnswerLost());

        var first = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgLost==");
        var repeat = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgLost==");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, repeat.Status));
        Assert.Equal(DingTalkRoutes.Session, Assert.Single(host.Platform.Received).Route);
        Assert.Equal(1, host.Log.Count(3031));
    }

    [Fact]
    public async Task Receive_NoWayWorks_TheRepeatDelivers()
    {
        await using var host = await BotHost.StartAsync();
        host.Platform.FailNext(DingTalkRoutes.Session, 130101);
        host.Platform.FailNext(DingTalkRoutes.Private, Failure.Dotted(HttpStatusCode.BadRequest, "send.too.fast"));

        var first = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgAgain==");
        var repeat = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgAgain==");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (first.Status, repeat.Status));
        Assert.Equal("收到：报名", Assert.Single(host.Platform.Received).Text);
    }

    [Fact]
    public async Task Receive_LongAnswerBreaksOff_TheRepeatGoesOnThere()
    {
        await using var host = await BotHost.StartAsync(new DingTalkDoubleOptions { CallsPerSecond = 1 });
        host.Bot.Answer(TurnStatus.Done, "第一段。", "第二段。", "第三段。");
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "名单");
        payload.Remove("sessionWebhook");
        var statuses = new List<HttpStatusCode>();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            statuses.Add((await host.Client.SendRawAsync(payload.ToJsonString())).Status);
            host.Clock.Now += TimeSpan.FromSeconds(2);
        }

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
        Assert.Equal(["第一段。", "第二段。", "第三段。"], host.Platform.Received.Select(m => m.Text));
    }

    [Fact]
    public async Task Receive_AllWays_NoSecretAndNoWordIsLogged()
    {
        await using var host = await BotHost.StartAsync();
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "机密原因");
        var session = payload["sessionWebhook"]!.GetValue<string>();
        await host.Client.SendRawAsync(payload.ToJsonString());
        host.Platform.ExpireSessions();
        payload["msgId"] = "msgOther==";
        await host.Client.SendRawAsync(payload.ToJsonString());
        host.Platform.FailNext(DingTalkRoutes.Webhook, 310000);
        await host.SendAsync(Kernel.Channels.RouteKind.Webhook, "branch", "机密通知");
        await host.Client.SendBrokenAsync(DingTalkCallbackFault.WrongSignature, BotHost.Staff, BotHost.Nick, "机密");
        var token = await host.Tokens.GetAsync($"dingtalk:main:{DingTalkDemo.AppKey}", _ => throw new InvalidOperationException(), CancellationToken.None);

        Assert.NotEmpty(host.Log.All);
        Assert.All(
            [session.Split('=')[^1], token, DingTalkDemo.WebhookToken, DingTalkDemo.WebhookSecret, DingTalkDemo.AppSecret, "sendBySession?", "机密", BotHost.Nick],
            secret => Assert.DoesNotContain(host.Log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }
}
