using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>What members say over the long connection, and what they are told.</summary>
public sealed class RobotConversationTests : IAsyncLifetime
{
    private const string Group = "wrGroupOne";
    private static readonly string LeaveCard = CardKey.Of("leave", Guid.Parse("0123456789abcdef0123456789abcdef"));

    private WeComDouble _platform = null!;
    private RobotHost _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync();
        _bot = await RobotHost.StartAsync(_platform);
        await _platform.Robot.WaitForConnectionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Text_InASingleChat_IsATurnAndAnsweredUnderItsRequest()
    {
        _bot.Turns.Says("好的，记下了");

        var said = await _platform.Robot.SayAsync("ZhangWei", "周三党课我请假");
        var answer = await said.AnswerAsync();

        Assert.Equal(("wecom.robot.reply", "stream", "好的，记下了"), (answer.Route, answer.Type, answer.Text));
        var heard = _bot.Turns.Single;
        Assert.Equal("wecom:main:zhangwei", heard.Sender.ToString());
        Assert.Equal((ConversationScope.Private, "zhangwei", InboundKind.Text), (heard.Scope, heard.ConversationId, heard.Kind));
        Assert.Equal("周三党课我请假", heard.Text);
    }

    [Fact]
    public async Task Text_InAGroup_LosesTheMentionAndKeepsTheChatIdLetterForLetter()
    {
        _bot.Turns.Says("已报名");

        var said = await _platform.Robot.SayAsync("u1", "报名", Group);
        await said.AnswerAsync();

        Assert.Equal((ConversationScope.Group, Group, "报名"), (_bot.Turns.Single.Scope, _bot.Turns.Single.ConversationId, _bot.Turns.Single.Text));
    }

    [Fact]
    public async Task Replies_OfWords_AreOneMessage_BecauseEachCounts()
    {
        _bot.Turns.Says("第一句", "第二句");

        var answer = await (await _platform.Robot.SayAsync("u1", "积分")).AnswerAsync();

        Assert.Equal("第一句\n\n第二句", answer.Text);
        Assert.Single(_platform.Received);
    }

    [Fact]
    public async Task Reply_LongerThanAMessage_IsCutAtSentences()
    {
        var text = string.Concat(Enumerable.Repeat("这是一个比较长的句子，用来凑够字数。", 700));
        _bot.Turns.Says(text);

        await _platform.Robot.SayAsync("u1", "全部记录");
        await RobotHost.UntilAsync(() => _platform.Received.Count == 2, "both parts are there");

        Assert.All(_platform.Received, m => Assert.EndsWith("。", m.Text, StringComparison.Ordinal));
        Assert.Equal(text, string.Concat(_platform.Received.Select(m => m.Text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Group)]
    public async Task Reply_WithButtons_IsACardWhoseTapSaysTheButton(string? group)
    {
        Replies(new OutboundMessage { Title = "党课", Text = "周三 19:00", Buttons = [new("报名", "报名 党课"), new("请假", "请假 党课")], TypingHint = "回复“报名”" });
        var card = await (await _platform.Robot.SayAsync("ZhangWei", "党课", group)).AnswerAsync();
        Assert.Equal("button_interaction", card.Card!.Type);
        Assert.DoesNotContain("回复", card.Text, StringComparison.Ordinal);

        _bot.Turns.Says("已为你报名");
        await _platform.Robot.TapAsync(card, "报名", "ZhangWei");
        var after = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);

        Assert.Equal("已为你报名", after.Text);
        var tap = _bot.Turns.Messages[^1];
        Assert.Equal((InboundKind.Tap, "报名 党课"), (tap.Kind, tap.Text));
        Assert.Equal(card.Card.TaskId, tap.Tapped!.CopyId);
        Assert.Null(tap.Tapped.Key);
    }

    [Fact]
    public async Task Reply_WithPicker_IsAVoteWhoseChoiceIsSaid()
    {
        Replies(new OutboundMessage { Title = "请假", Text = "哪一次？", Picker = new("选择会议", [new("周三党课", "第1个"), new("周五大会", "第2个")]) });
        var card = await (await _platform.Robot.SayAsync("u1", "请假")).AnswerAsync();
        Assert.Equal("vote_interaction", card.Card!.Type);

        var question = Assert.Single(card.Card.Questions);
        await _platform.Robot.TapAsync(
            card, card.Card.Buttons[0].Key, "u1", new Dictionary<string, IReadOnlyList<string>> { [question.Key] = [question.Options[1].Id] });
        await RobotHost.UntilAsync(() => _bot.Turns.Messages.Count == 2, "the choice is heard");

        Assert.Equal((InboundKind.Tap, "第2个"), (_bot.Turns.Messages[1].Kind, _bot.Turns.Messages[1].Text));
    }

    [Theory]
    [InlineData("leave", null, false)]
    [InlineData("leave", Group, false)]
    [InlineData("mine", Group, true)]
    public async Task Tap_OnACardThatIsKept_ChangesIt_ForTheTapperAloneWhereItIsPersonal(string kind, string? group, bool isOnlyTheTapper)
    {
        var key = CardKey.Of(kind, Guid.Parse("0123456789abcdef0123456789abcdef"));
        Replies(new OutboundMessage { Card = key, Title = "请假申请", Text = "张伟，周三党课", Buttons = [new("批准", "/批准 1")] });
        var card = await (await _platform.Robot.SayAsync("ShuJi", "待办", group)).AnswerAsync();
        Assert.Equal(key, CardKey.OfCopy(card.Card!.TaskId));

        Replies(new OutboundMessage { Card = key, Title = "请假申请", Text = "已批准" }, new OutboundMessage { Text = "还有 2 件待办" });
        var tapped = await _platform.Robot.TapAsync(card, "批准", "ShuJi");
        var update = await tapped.AnswerAsync();
        var beside = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);

        Assert.Equal((WeComRoutes.RobotUpdate, card.Card.TaskId), (update.Route, update.Card!.TaskId));
        Assert.Contains("已批准", update.Text, StringComparison.Ordinal);
        Assert.Equal("还有 2 件待办", beside.Text);
        Assert.Equal(isOnlyTheTapper, update.Raw.TryGetProperty("userids", out var users));
        Assert.True(!isOnlyTheTapper || users[0].GetString() == "ShuJi");
        Assert.Equal(key, _bot.Turns.Messages[^1].Tapped!.Key);
    }

    [Fact]
    public async Task Tap_WhoseUpdateIsRefused_IsAnsweredInWords()
    {
        Replies(new OutboundMessage { Card = LeaveCard, Title = "请假申请", Text = "张伟", Buttons = [new("批准", "/批准 1")] });
        var card = await (await _platform.Robot.SayAsync("u1", "待办")).AnswerAsync();
        _platform.FailNext(WeComRoutes.RobotUpdate, 846605);

        Replies(new OutboundMessage { Card = LeaveCard, Title = "请假申请", Text = "已批准" });
        await _platform.Robot.TapAsync(card, "批准", "u1");

        Assert.Contains("已批准", (await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_ThatCannotBeTheAnswerInAGroup_IsSaidWithHowToAnswer()
    {
        Replies(new OutboundMessage { Title = "党课", Text = "周三", Buttons = [new("报名", "报名 党课")], TypingHint = "回复“报名”即可" });
        _platform.FailNext(WeComRoutes.RobotReply, 846605);

        await _platform.Robot.SayAsync("u1", "党课", Group);

        Assert.Equal("【党课】\n周三\n回复“报名”即可", (await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend)).Text);
    }

    [Fact]
    public async Task Enter_FirstOfTheDay_IsWelcomed()
    {
        _bot.Turns.Says("你好，我是支部助手");

        var entered = await _platform.Robot.EnterChatAsync("u1");
        var welcome = await entered!.AnswerAsync();

        Assert.Equal((WeComRoutes.RobotWelcome, "text", "你好，我是支部助手"), (welcome.Route, welcome.Type, welcome.Text));
        Assert.Equal(InboundKind.Enter, _bot.Turns.Single.Kind);
    }

    [Theory]
    [InlineData(TurnStatus.NotKept)]
    [InlineData(TurnStatus.Busy)]
    public async Task Turn_NotKept_IsSaidAtOnce_BecauseThePlatformDoesNotRepeat(TurnStatus status)
    {
        _bot.Turns.Ends(status, "没有存上，请再发一次");

        Assert.Equal("没有存上，请再发一次", (await (await _platform.Robot.SayAsync("u1", "请假")).AnswerAsync()).Text);
        Assert.Equal(1, _bot.Logs.Count(2114));
    }

    [Fact]
    public async Task Callback_PushedTwice_IsAnsweredOnce()
    {
        _bot.Turns.Says("好的");
        _platform.Robot.DeliversTwice = true;

        await _platform.Robot.SayAsync("u1", "签到");
        await RobotHost.UntilAsync(() => _bot.Turns.Messages.Count == 2, "both are heard");
        _platform.Robot.DeliversTwice = false;
        _bot.Turns.Says("第二句");
        await (await _platform.Robot.SayAsync("u1", "积分")).AnswerAsync();

        Assert.Equal(["好的", "第二句"], _platform.Received.Select(m => m.Text));
        Assert.Equal(_bot.Turns.Messages[0].InboxKey, _bot.Turns.Messages[1].InboxKey);
    }

    [Fact]
    public async Task SlowTurn_OfOneMember_HoldsUpNobodyElseButHimself()
    {
        var gate = new TaskCompletionSource();
        _bot.Turns.Answer = async (message, ct) =>
        {
            if (message.Text == "慢")
            {
                await gate.Task.WaitAsync(ct);
            }

            return new TurnOutcome(TurnStatus.Done, [new OutboundMessage { Text = $"答{message.Text}" }]);
        };

        var slow = await _platform.Robot.SayAsync("u1", "慢");
        var behind = await _platform.Robot.SayAsync("u1", "后");
        var other = await _platform.Robot.SayAsync("u2", "快");
        Assert.Equal("答快", (await other.AnswerAsync()).Text);
        Assert.DoesNotContain(_bot.Turns.Messages, m => m.Text == "后");

        gate.SetResult();
        Assert.Equal("答慢", (await slow.AnswerAsync()).Text);
        Assert.Equal("答后", (await behind.AnswerAsync()).Text);
    }

    [Fact]
    public async Task Turn_ThatThrows_LeavesTheConnectionAndOthersAlone()
    {
        _bot.Turns.Answer = (_, _) => throw new InvalidOperationException("broken");
        await _platform.Robot.SayAsync("u1", "签到");
        await _bot.UntilLoggedAsync(2113);

        _bot.Turns.Says("好的");
        Assert.Equal("好的", (await (await _platform.Robot.SayAsync("u1", "签到")).AnswerAsync()).Text);
        Assert.Equal(1, _platform.Robot.Subscriptions);
    }

    [Fact]
    public async Task Names_InReplies_CannotBecomeMarkup()
    {
        _bot.Turns.Says("<@all> [点这里](http://evil.example) `x`\n# 大标题\n> 引用");

        var answer = await (await _platform.Robot.SayAsync("u1", "名单")).AnswerAsync();

        Assert.Equal("＜@all> [点这里]（http://evil.example) ｀x｀\n＃ 大标题\n＞ 引用", answer.Text);
    }

    private void Replies(params OutboundMessage[] replies) =>
        _bot.Turns.Answer = (_, _) => Task.FromResult(new TurnOutcome(TurnStatus.Done, replies));
}
