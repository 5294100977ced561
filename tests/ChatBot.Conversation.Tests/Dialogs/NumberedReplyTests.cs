using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

/// <summary>Buttons by number, for chats that show no buttons.</summary>
public sealed class NumberedReplyTests : IDisposable
{
    private readonly Bot _bot = new();

    public NumberedReplyTests() => _bot.Offers(
        "sessions.leavable",
        Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15),
        Bot.Session(7, SessionKind.Activity, "植树", 12, 9));

    public static TheoryData<string> SayingOne => ["1", "１", "一", "①", "1️⃣", "1.", "第一个", "选1", "选第一个吧", "回复1"];

    public void Dispose() => _bot.Dispose();

    [Theory]
    [MemberData(nameof(SayingOne))]
    public async Task Card_AnsweredByNumber_IsAnsweredByItsButton(string one)
    {
        var card = await _bot.Says("周四党课请假，出差");
        Assert.Equal("可回复：1「确定」 2「改」 3「取消」", Assert.Single(card.Result.Replies).TypingHint);
        (await _bot.Says(one)).Runs("leave.request");
    }

    [Fact]
    public async Task Card_Third_Cancels()
    {
        await _bot.Says("周四党课请假，出差");
        (await _bot.Says("三")).RunsNothing().Answers("取消");
        (await _bot.Says("1")).RunsNothing();
    }

    [Fact]
    public async Task Change_NumberOfAnAnswer_AsksIt()
    {
        await _bot.Says("周四党课请假，出差");
        (await _bot.Says("2")).Answers("要改哪一项");
        (await _bot.Says("2")).Answers("事由是");
        (await _bot.Says("1")).Answers("请核对", "病假");
    }

    [Fact]
    public async Task List_OnTheScreen_NumbersMeanItsLines()
    {
        var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("leave.pending", Bot.Thing(1, "张三"), Bot.Thing(2, "李四"));
        bot.Answers["leave.pending"] = (_, _) => UseCaseResult.Done(
            new Reply(Phrase.Of("dialog.line", ("name", "1. 张三\n2. 李四"), ("value", "")), [ButtonPhrase.Of("common.help")]) { ListSource = "leave.pending" });
        var list = await bot.Says("/请假列表");
        Assert.Equal("可回复：「/帮助」", Assert.Single(list.Result.Replies).TypingHint);
    }

    [Fact]
    public async Task FreeText_NumberIsTheAnswer()
    {
        await _bot.Says("申诉");
        _bot.Offers("attendance.disputable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 2, 15));
        (await _bot.Says("申诉")).Answers("实际情况");
        (await _bot.Says("1")).Answers("请核对", "说明：1");
    }

    [Fact]
    public async Task Push_NewerThanTheLastAnswer_IsMeant()
    {
        Offer("报名 3", "请假 3");
        (await _bot.Says("2")).Answers("事由是");
    }

    [Fact]
    public async Task Push_WhileAQuestionIsOpen_IsNotMeant()
    {
        (await _bot.Says("我要请假")).Answers("哪一次");
        Offer("/批假 #a1b2c3 同意", "/批假 #a1b2c3 不同意");
        (await _bot.Says("2")).Answers("植树", "事由是").RunsNothing();
    }

    [Fact]
    public async Task Push_OlderThanTheLastNumberedAnswer_IsNotMeant()
    {
        Offer("报名 3", "请假 3");
        _bot.Answers["points.mine"] = (_, _) => UseCaseResult.Done(new Reply(Phrase.Of("dialog.fine"), [ButtonPhrase.Of("undo.last")]));
        (await _bot.Says("我的积分")).Runs("points.mine");
        (await _bot.Says("1")).Runs("undo.last");
    }

    [Fact]
    public async Task Group_NumberMeansNothing()
    {
        Offer("报名 3", "请假 3");
        (await _bot.SaysInGroup("1")).RunsNothing();
    }

    [Fact]
    public async Task Group_ButtonsAreWordsOnly()
    {
        _bot.Answers["signup.join"] = (_, _) => UseCaseResult.Done(new Reply(Phrase.Of("dialog.fine"), [ButtonPhrase.Of("undo.last")]));
        _bot.Offers("sessions.joinable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15));
        Assert.Equal("可回复：「/撤销」", Assert.Single((await _bot.SaysInGroup("报名")).Result.Replies).TypingHint);
    }

    [Theory]
    [InlineData("确定")]
    [InlineData("2")]
    [InlineData("出差")]
    public async Task MemoryLost_ShortAnswer_IsToldToStartOver(string answer)
    {
        _bot.IsMemoryLost = true;
        (await _bot.Says(answer)).RunsNothing().Answers("重新");
    }

    private void Offer(params string[] says)
    {
        _bot.Clock.Advance(TimeSpan.FromSeconds(1));
        _bot.Offer = new Offer(says, _bot.Clock.GetUtcNow());
        _bot.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
