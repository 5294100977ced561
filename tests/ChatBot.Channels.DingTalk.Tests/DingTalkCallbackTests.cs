using System.Net;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>From the platform's call to what the member reads.</summary>
public sealed class DingTalkCallbackTests
{
    [Fact]
    public async Task Receive_PrivateText_RunsATurnAndAnswersThroughTheSession()
    {
        await using var host = await BotHost.StartAsync();

        var reply = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "周三党课我请假");

        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Body));
        var heard = Assert.Single(host.Bot.Heard);
        Assert.Equal(new PlatformUser("dingtalk", "main", BotHost.Staff), heard.Sender);
        Assert.Equal((ConversationScope.Private, InboundKind.Text, "周三党课我请假"), (heard.Scope, heard.Kind, heard.Text));
        var said = Assert.Single(reply.Messages);
        Assert.Equal(("收到：周三党课我请假", BotHost.Staff), (said.Text, said.To));
        Assert.Equal(0, host.Platform.Quota.ApiCalls);
    }

    [Fact]
    public async Task Receive_GroupText_MentionsTheSenderInTheFirstAnswerAlone()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.Answer(TurnStatus.Done, "已报名。", "还有两项活动。");

        var reply = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", isGroup: true);

        Assert.Equal(ConversationScope.Group, Assert.Single(host.Bot.Heard).Scope);
        Assert.Equal([$"@{BotHost.Staff} 已报名。", "还有两项活动。"], reply.Messages.Select(m => m.Text));
        Assert.Equal([BotHost.Staff], reply.Messages[0].Mentions);
        Assert.Empty(reply.Messages[1].Mentions);
        Assert.Equal(DingTalkDemo.GroupConversation, reply.Messages[0].To);
    }

    [Fact]
    public async Task Receive_AccountInOtherCase_IsTheSameAccount()
    {
        await using var host = await BotHost.StartAsync();
        using var client = host.ClientTo("MAIN");
        Assert.Equal(HttpStatusCode.OK, (await client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名")).Status);
        Assert.Equal("main", Assert.Single(host.Bot.Heard).Sender.Account);
    }

    [Fact]
    public async Task Receive_Repeat_IsAnsweredButNotPostedAgain()
    {
        await using var host = await BotHost.StartAsync();
        await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgTwice==");

        var repeat = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgTwice==");

        Assert.Equal(HttpStatusCode.OK, repeat.Status);
        Assert.Single(host.Platform.Received);
        Assert.Equal(2, host.Bot.Heard.Count);
    }

    [Fact]
    public async Task Receive_FirstTryDiedBeforeItAnswered_PlatformCallsUntilItIsAnswered()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.Answer(TurnStatus.Done);
        await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgDied==");
        var message = Assert.Single(host.Bot.Heard);
        await host.Bot.TakeDeliveryAsync(message, CancellationToken.None);
        host.Bot.Answer(TurnStatus.Repeated, "已报名");

        var early = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgDied==");
        await host.Bot.ReleaseDeliveryAsync(message, CancellationToken.None);
        var late = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgDied==");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (early.Status, late.Status));
        Assert.Single(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_NothingToSay_SaysNothing()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.Answer(TurnStatus.Done);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "好的")).Status);
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_QuotaUsedUp_RunsNoTurnAndCountsTheMonthAsSpent()
    {
        await using var host = await BotHost.StartAsync(new DingTalkDoubleOptions { MonthlyWebhookAndStream = 0 });

        var reply = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Empty(host.Bot.Heard);
        Assert.Empty(host.Platform.Received);
        Assert.Equal(1, host.Log.Count(3020));
        Assert.Equal(3000, host.Spent.Spent["stream elsewhere"]);
    }

    [Fact]
    public async Task Receive_SendersWithoutStaffId_RunNoTurnAndAreLoggedOnce()
    {
        await using var host = await BotHost.StartAsync();

        var first = await host.Client.SendTextAsync(null, "外部访客", "报名", isGroup: true);
        var second = await host.Client.SendTextAsync(null, "外部访客", "报名", isGroup: true);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Empty(host.Bot.Heard);
        Assert.Empty(host.Platform.Received);
        Assert.Equal(1, host.Log.Count(3021));
    }

    [Fact]
    public async Task Receive_Unsupported_ReachesTheBotAsUnsupported()
    {
        await using var host = await BotHost.StartAsync();
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "");
        payload["msgtype"] = "hologram";
        payload.Remove("text");

        Assert.Equal(HttpStatusCode.OK, (await host.Client.SendRawAsync(payload.ToJsonString())).Status);
        Assert.Equal(InboundKind.Unsupported, Assert.Single(host.Bot.Heard).Kind);
        Assert.Single(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_NothingKept_TellsOnceAndAnswersTheRepeatThatWorks()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.Answer(TurnStatus.NotKept, "没有保存，请稍后再试。");
        var first = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgLater==");
        var second = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgLater==");
        host.Bot.Answer(TurnStatus.Done, "已报名。");
        var third = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", msgId: "msgLater==");

        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK],
            [first.Status, second.Status, third.Status]);
        Assert.Equal(["没有保存，请稍后再试。", "已报名。"], host.Platform.Received.Select(m => m.Text));
    }

    [Fact]
    public async Task Receive_NothingKeptAndNoMemoryOfClaims_StillTellsOnce()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.IsStoreAway = true;
        host.Bot.Answer(TurnStatus.NotKept, "没有保存，请稍后再试。");
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "报名").ToJsonString();

        await host.Client.SendRawAsync(payload);
        await host.Client.SendRawAsync(payload);

        Assert.Single(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_NothingKeptOnTwoReplicas_TellsOnce()
    {
        var bot = new FakeTurnRunner();
        bot.Answer(TurnStatus.NotKept, "没有保存，请稍后再试。");
        await using var one = await BotHost.StartAsync(bot: bot);
        await using var other = await BotHost.StartAsync(bot: bot);
        var payload = one.Client.Payload(BotHost.Staff, BotHost.Nick, "报名").ToJsonString();

        await one.Client.SendRawAsync(payload);
        var repeat = await other.Client.SendRawAsync(payload, freshSession: true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, repeat.Status);
        Assert.Single(one.Platform.Received);
        Assert.Empty(other.Platform.Received);
    }

    [Fact]
    public async Task Receive_NothingKeptAndNoSession_LeavesTheApiAlone()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.Answer(TurnStatus.NotKept, "没有保存，请稍后再试。");

        var reply = await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", sessionWebhook: "https://evil.example/robot/sendBySession");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal(0, host.Platform.CallsOf(DingTalkRoutes.Token));
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_Busy_IsLeftToTheRepeat()
    {
        await using var host = await BotHost.StartAsync();
        host.Bot.Answer(TurnStatus.Busy, "请稍等。");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名")).Status);
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_CallerHangsUp_TheAnswerStillArrives()
    {
        await using var host = await BotHost.StartAsync();
        var heard = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        host.Bot.OnMessage = async (_, _) =>
        {
            heard.SetResult();
            await goOn.Task;
            return FakeTurnRunner.Says(TurnStatus.Done, "已报名。");
        };
        using var patience = new CancellationTokenSource();

        var call = host.Client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名", ct: patience.Token);
        await heard.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        goOn.SetResult();

        Assert.Equal("已报名。", (await host.Platform.WaitForAsync(m => m.Route == DingTalkRoutes.Session)).Text);
    }
}
