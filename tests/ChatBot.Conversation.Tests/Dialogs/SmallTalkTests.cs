using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class SmallTalkTests : IDisposable
{
    private readonly Bot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task Enter_WelcomesOnceADay()
    {
        (await _bot.Sends(InboundKind.Enter)).Answers("李敏", "您好");
        (await _bot.Sends(InboundKind.Enter)).IsSilent();
        _bot.Clock.Advance(TimeSpan.FromDays(1));
        (await _bot.Sends(InboundKind.Enter)).Answers("您好");
    }

    [Fact]
    public async Task Thanks_GetAWordOnce_ThenSilence()
    {
        (await _bot.Says("谢谢")).Answers("不");
        (await _bot.Says("辛苦了")).IsSilent();
        _bot.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.NotEmpty((await _bot.Says("多谢")).Text);
        (await _bot.SaysInGroup("谢谢")).IsSilent();
    }

    [Theory]
    [InlineData("收到")]
    [InlineData("👍")]
    [InlineData("今天的课讲得真好")]
    [InlineData("老王说他要请假")]
    [InlineData("我没有要请假")]
    public async Task Talk_IsHeardInSilence(string talk) => (await _bot.Says(talk)).RunsNothing().IsSilent();

    [Fact]
    public async Task TwoWishes_AreTakenUpOneAfterTheOther()
    {
        _bot.Offers("sessions.joinable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15), Bot.Session(7, SessionKind.Activity, "植树", 12, 9));
        _bot.Offers("sessions.leavable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15), Bot.Session(7, SessionKind.Activity, "植树", 12, 9));
        var said = await _bot.Says("5号的党课我参加。12号的植树要请假，出差");
        said.Runs("signup.join", ("session", Bot.Id(3).ToString("N"))).Answers("请核对", "植树", "事由：出差");
        (await _bot.Says("确定")).Runs("leave.request", ("session", Bot.Id(7).ToString("N")));
    }

    [Fact]
    public async Task OneWishInTwoSentences_IsOneWish()
    {
        _bot.Offers("sessions.leavable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15));
        (await _bot.Says("周四党课我请假。孩子发烧要去医院")).Answers("请核对", "学习条例", "孩子发烧").RunsNothing();
    }

    [Fact]
    public async Task Mention_WithoutWords_GetsAHint() =>
        (await _bot.SaysInGroup("")).Answers("请假");

    [Fact]
    public async Task NotUnderstood_AgainAndAgain_OffersHelpAndNeverRepeatsItself()
    {
        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add((await _bot.Says("中午吃啥")).RunsNothing().Text);
        }

        Assert.Contains("帮助", answers[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Enumerable.Range(2, 4), i => answers[i] == answers[i - 1] && answers[i] == answers[i - 2]);
    }

    [Fact]
    public async Task SameQuestion_ThreeTimes_IsNotAnsweredInTheSameWords()
    {
        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add((await _bot.Says("我有多少积分")).Text);
        }

        Assert.NotEqual(answers[1], answers[2]);
    }

    [Fact]
    public async Task Stranger_IsAnsweredPolitely_AndNothingIsKept()
    {
        var message = _bot.Message(InboundKind.Text, "我要请假", ConversationScope.Private) with { Sender = new PlatformUser("simulator", "main", "nobody") };
        var said = await _bot.SaysAsync(message);
        said.Answers("不认识").RunsNothing();
        Assert.Null(said.Result.NextState);
    }

    [Fact]
    public async Task FormerMember_IsAnsweredPolitely()
    {
        using var bot = new Bot(leftOn: new DateOnly(2026, 3, 1));
        (await bot.Says("我要请假")).Answers("花名册").RunsNothing();
    }

    [Fact]
    public async Task Unsupported_IsAnsweredPolitely() => (await _bot.Sends(InboundKind.Unsupported)).Answers("文字");

    [Fact]
    public async Task Help_ListsTheCommands() => (await _bot.Says("使用说明")).Answers("/请假");

    [Fact]
    public async Task Denial_StartsNothing() => (await _bot.Says("我没有要请假")).RunsNothing().DoesNotSay("哪一次");

    [Fact]
    public async Task Cancel_WithNothingRunning_SaysSo() => (await _bot.Says("取消")).Answers("没有正在办的事");

    [Fact]
    public async Task BrokenState_IsAFreshStart()
    {
        var result = await _bot.Handler.HandleAsync(
            _bot.Message(InboundKind.Text, "我有多少积分", ConversationScope.Private), new TurnMemory("{\"f\":7"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(result.Replies);
    }

    [Fact]
    public void StoreReplies_NeedNoBranch()
    {
        Assert.Contains("没有保存", _bot.Handler.StoreAwayReply.Text, StringComparison.Ordinal);
        Assert.NotEmpty(_bot.Handler.BusyReply.Text);
        Assert.NotEmpty(_bot.Handler.StartOverReply.Text);
    }
}
