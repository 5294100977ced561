using System.Net;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.App;

/// <summary>Replies with something to tap: a card while the platform takes it, else words; and what a tap does to its card.</summary>
public sealed class AppReplyTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1772607600);

    private static readonly OutboundMessage Question = new()
    {
        Title = "请核对",
        Text = "周三党课请假，事由：出差",
        Buttons = [new Button("确定", "确定"), new Button("取消", "取消")],
        TypingHint = "可回复：「确定」「取消」",
        AsksOnce = true,
    };

    private WeComHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WeComHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Post_ReplyWithButtons_IsACardAndTheAnswerIsEmpty()
    {
        Says(Question);

        var reply = await _host.Caller.SendTextAsync("zhangwei", "我请假");

        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Body));
        var card = Assert.Single(_host.Platform.Received).Card!;
        Assert.Equal("请核对", card.Title);
        Assert.Equal(["确定", "取消"], card.Buttons.Select(b => b.Key));
    }

    [Fact]
    public async Task Post_WordsBehindTheCard_RideOnTheAnswer()
    {
        Says(new OutboundMessage { Text = "先说一句。" }, Question, new OutboundMessage { Text = "最后一句。" });

        var reply = await _host.Caller.SendTextAsync("zhangwei", "我请假");

        Assert.Equal("最后一句。", reply.Text);
        Assert.Equal(["先说一句。", "请核对\n周三党课请假，事由：出差\n[确定]\n[取消]"], _host.Platform.Received.Select(m => m.Text));
    }

    [Fact]
    public async Task Post_Repeat_SendsNoSecondCard()
    {
        Says(new OutboundMessage { Text = "先说一句。" }, Question);
        var first = await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);

        var second = await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);
        var later = await _host.Caller.SendTextAsync("zhangwei", "我请假", 10, At);

        Assert.Equal(["", "", ""], [first.Body, second.Body, later.Body]);
        Assert.Equal(["text", "template_card", "text", "template_card"], _host.Platform.Received.Select(m => m.Type));
    }

    [Fact]
    public async Task Post_FirstTryDiedBeforeItSent_TheRepeatBringsTheCard()
    {
        await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);
        await _host.Turns.TakeDeliveryAsync(_host.Turns.Single, TestContext.Current.CancellationToken);
        Says(Question);

        var reply = await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);

        Assert.Equal("", reply.Body);
        Assert.Single(_host.Platform.Received);
    }

    [Fact]
    public async Task Post_FirstTryDiedBeforeItSaidTheFirstWords_PlatformCallsUntilTheyAreSaid()
    {
        await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);
        var message = _host.Turns.Single;
        await _host.Turns.TakeDeliveryAsync(message, TestContext.Current.CancellationToken);
        Says(new OutboundMessage { Text = "先说一句。" }, Question);

        var early = await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);
        await _host.Turns.ReleaseDeliveryAsync(message, TestContext.Current.CancellationToken);
        var late = await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (early.Status, late.Status));
        Assert.Equal(["text", "template_card"], _host.Platform.Received.Select(m => m.Type));
    }

    [Fact]
    public async Task Post_NobodyKnowsWhetherTheCardArrived_AnswersInWordsToo()
    {
        Says(Question);
        _host.Platform.FailNext(WeComRoutes.App, Failure.AnswerLost());

        var reply = await _host.Caller.SendTextAsync("zhangwei", "我请假", 9, At);

        Assert.Equal(Question.PlainText, reply.Text);
        Assert.Single(_host.Platform.Received);
    }

    [Theory]
    [InlineData(60020)]
    [InlineData(43012)]
    [InlineData(-1)]
    public async Task Post_PlatformRefusesTheCard_AnswersInWordsAndStopsTryingForAWhile(int code)
    {
        Says(Question);
        _host.Platform.FailNext(WeComRoutes.App, code, count: 3);

        var first = await _host.Caller.SendTextAsync("zhangwei", "我请假");
        var calls = _host.Platform.CallsOf(WeComRoutes.App);
        var second = await _host.Caller.SendTextAsync("zhangwei", "我请假");

        Assert.Equal(Question.PlainText, first.Text);
        Assert.Equal(Question.PlainText, second.Text);
        Assert.Equal(calls, _host.Platform.CallsOf(WeComRoutes.App));
        Assert.Empty(_host.Platform.Received);
        Assert.Equal(1, _host.Logs.Count(2015));
    }

    [Fact]
    public async Task Post_PlatformSlow_AnswersInWordsInTime()
    {
        Says(Question);
        _host.Callback.TurnLimit = TimeSpan.FromMilliseconds(500);
        _host.Platform.Delay(WeComRoutes.App, TimeSpan.FromSeconds(4));

        var reply = await _host.Caller.SendTextAsync("zhangwei", "我请假");

        Assert.Equal(Question.PlainText, reply.Text);
        Assert.True(reply.Took < TimeSpan.FromSeconds(3), $"{reply.Took}");
    }

    [Fact]
    public async Task Post_MemberHadHisThirtyInTheMinute_AnswersInWords()
    {
        Says(Question);
        _host.Limits.IsFull = true;

        var reply = await _host.Caller.SendTextAsync("zhangwei", "我请假");

        Assert.Equal(Question.PlainText, reply.Text);
        Assert.Equal(0, _host.Platform.CallsOf(WeComRoutes.App));
    }

    [Fact]
    public async Task Post_CardsOff_AnswersInWords()
    {
        await using var host = await WeComHost.StartAsync(change: s => s["Channels:WeCom:main:App:Cards"] = "false");
        host.Turns.Answer = (_, _) => Task.FromResult(new TurnOutcome(TurnStatus.Done, [Question]));

        var reply = await host.Caller.SendTextAsync("zhangwei", "我请假");

        Assert.Equal(Question.PlainText, reply.Text);
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Tap_OnAQuestion_ShowsTheAnswerInPlaceOfTheButtonsAndSaysTheRest()
    {
        Says(Question);
        await _host.Caller.SendTextAsync("zhangwei", "我请假");
        Says(new OutboundMessage { Text = "请假申请已提交。" });

        var reply = await TapAsync("确定");

        Assert.Contains("<MsgType><![CDATA[update_button]]></MsgType>", reply.Xml, StringComparison.Ordinal);
        Assert.Equal("✓ 确定", reply.Text);
        Assert.Equal("请假申请已提交。", _host.Platform.Received[^1].Text);
        var tap = _host.Turns.Messages[^1];
        Assert.Equal((InboundKind.Tap, "确定"), (tap.Kind, tap.Text));
    }

    [Fact]
    public async Task Tap_OnACardOfSomething_MakesItsNewStateTheAnswer()
    {
        const string Key = "session-0195f3a1c0de7000800000000000000c";
        var notice = Question with { Card = Key, AsksOnce = false };
        Says(notice);
        await _host.Caller.SendTextAsync("zhangwei", "最近有什么会");
        Says(new OutboundMessage { Text = "已报名。" }, notice with { Text = "您已报名", Buttons = [new Button("改为请假", "请假 12")] });

        var reply = await TapAsync("确定");

        Assert.Contains("<MsgType><![CDATA[update_template_card]]></MsgType>", reply.Xml, StringComparison.Ordinal);
        Assert.Contains("<ButtonList><Text><![CDATA[改为请假]]></Text><Style>1</Style><Key><![CDATA[请假 12]]></Key></ButtonList>", reply.Xml, StringComparison.Ordinal);
        Assert.Contains("<SubTitleText><![CDATA[您已报名]]></SubTitleText>", reply.Xml, StringComparison.Ordinal);
        Assert.Equal("已报名。", _host.Platform.Received[^1].Text);
        Assert.Equal(Key, _host.Turns.Messages[^1].Tapped!.Key);
    }

    [Fact]
    public async Task Tap_OnACardThatStaysGood_LeavesItAndSaysTheReply()
    {
        Says(Question with { AsksOnce = false });
        await _host.Caller.SendTextAsync("zhangwei", "你好");
        Says(new OutboundMessage { Text = "您有3分。" });

        var reply = await TapAsync("确定");

        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Body));
        Assert.Equal("您有3分。", _host.Platform.Received[^1].Text);
    }

    [Fact]
    public async Task Tap_NothingCanBeSent_TheCardSaysTheReply()
    {
        Says(Question);
        await _host.Caller.SendTextAsync("zhangwei", "我请假");
        Says(new OutboundMessage { Text = "请假申请已提交。" });
        _host.Platform.FailNext(WeComRoutes.App, 60020);

        var reply = await TapAsync("确定");

        Assert.Contains("update_template_card", reply.Xml, StringComparison.Ordinal);
        Assert.Contains("请假申请已提交。", reply.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tap_Repeated_GivesTheSameAnswerAndSaysNothingTwice()
    {
        Says(Question);
        await _host.Caller.SendTextAsync("zhangwei", "我请假");
        Says(new OutboundMessage { Text = "请假申请已提交。" }, Question);
        var taskId = _host.Platform.Received[0].Card!.TaskId;
        var more = $"<TaskId>{taskId}</TaskId><CardType>button_interaction</CardType><ResponseCode>{_host.Platform.IssueResponseCode()}</ResponseCode>";

        var first = await _host.Caller.SendEventAsync("zhangwei", "template_card_event", "确定", more, At);
        var second = await _host.Caller.SendEventAsync("zhangwei", "template_card_event", "确定", more, At);

        Assert.Equal(("✓ 确定", "✓ 确定"), (first.Text, second.Text));
        Assert.Equal(3, _host.Platform.Received.Count);
    }

    private Task<WeComCallbackReply> TapAsync(string label) =>
        _host.Caller.TapAsync(_host.Platform, _host.Platform.Received.Last(m => m.Card is not null), label, "zhangwei");

    private void Says(params OutboundMessage[] replies) =>
        _host.Turns.Answer = (_, _) => Task.FromResult(new TurnOutcome(TurnStatus.Done, replies));
}
