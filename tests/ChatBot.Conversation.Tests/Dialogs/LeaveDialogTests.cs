using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class LeaveDialogTests : IDisposable
{
    private readonly Bot _bot = new();

    public LeaveDialogTests() => TwoSessions();

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task OneSentence_SaysEverything_IsReadBackAndSubmittedAfterAYes()
    {
        (await _bot.Says("明天党课请假，出差")).Answers("请核对", "学习条例", "事由：出差").RunsNothing().HasButton("确定").HasButton("改").HasButton("取消");
        var said = await _bot.Says("确定");
        said.Answers("好的").Runs("leave.request", ("session", Id(3)), ("reason", "BusinessTrip"));
        Assert.NotNull(said.Result.SubmissionId);
        Assert.False(said.Result.AwaitsAnswer);
    }

    [Fact]
    public async Task FourTurns_AskSessionReasonAndYes()
    {
        (await _bot.Says("我要请假")).Answers("哪一次", "1. 学习条例", "2. 植树").RunsNothing();
        (await _bot.Says("2")).Answers("事由").HasButton("出差").RunsNothing();
        (await _bot.Says("出差")).Answers("请核对", "会议：植树", "事由：出差").HasButton("确定").RunsNothing();
        (await _bot.Says("确定")).Runs("leave.request", ("session", Id(7)), ("reason", "BusinessTrip"));
        (await _bot.Says("确定")).RunsNothing();
    }

    [Fact]
    public async Task SingleSession_IsAssumed()
    {
        _bot.Offers("sessions.leavable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15));
        (await _bot.Says("我要请假")).Answers("学习条例", "事由").DoesNotSay("哪一次");
    }

    [Fact]
    public async Task SingleSession_OtherDayNamed_IsNotAssumed()
    {
        _bot.Offers("sessions.leavable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15));
        (await _bot.Says("下周三请假，出差")).Answers("没有找到", "1. 学习条例").RunsNothing();
    }

    [Fact]
    public async Task ReasonOther_IsAskedInWords_AndTheAnswerIsKept()
    {
        (await _bot.Says("周四党课请假")).Answers("事由");
        (await _bot.Says("其他")).Answers("说明一下");
        (await _bot.Says("要参加女儿的家长会")).Answers("请核对", "要参加女儿的家长会");
        (await _bot.Says("确定")).Runs("leave.request", ("reason", "Other"), ("text", "要参加女儿的家长会"));
    }

    [Theory]
    [InlineData("不对，是周六", "植树")]
    [InlineData("改成周六的", "植树")]
    [InlineData("不是，是植树活动", "植树")]
    [InlineData("周六", "植树")]
    public async Task Correction_OfTheSession_ShowsTheCardAnew(string correction, string session)
    {
        await _bot.Says("周四党课请假");
        await _bot.Says("生病了");
        (await _bot.Says(correction)).Answers("请核对", $"会议：{session}", "事由：病假").RunsNothing();
        (await _bot.Says("确定")).Runs("leave.request", ("session", Id(7)));
    }

    [Fact]
    public async Task Correction_OfTheReason_ShowsTheCardAnew()
    {
        await _bot.Says("周四党课请假");
        await _bot.Says("生病了");
        (await _bot.Says("改成事假")).Answers("会议：学习条例", "事由：家中有事");
    }

    [Fact]
    public async Task Denied_Reason_IsNotTaken()
    {
        await _bot.Says("周四党课请假");
        (await _bot.Says("不是出差")).Answers("事由").DoesNotSay("请核对");
    }

    [Fact]
    public async Task LongReason_IsKeptForTheApprover()
    {
        await _bot.Says("周四党课请假");
        (await _bot.Says("感冒了，怕传染给大家")).Answers("事由：病假", "说明：感冒了，怕传染给大家");
        (await _bot.Says("嗯，提交吧")).Runs("leave.request", ("reason", "Sick"), ("text", "感冒了，怕传染给大家"));
    }

    [Fact]
    public async Task ChangedMind_CancelsTheForm()
    {
        await _bot.Says("周四党课请假");
        (await _bot.Says("我不请假了")).Answers("已取消").RunsNothing().DoesNotSay("撤回");
    }

    [Fact]
    public async Task Change_AsksWhichAndAsksThatAgain()
    {
        await _bot.Says("周四党课请假");
        await _bot.Says("生病了");
        (await _bot.Says("改")).Answers("要改哪一项", "会议", "事由");
        (await _bot.Says("会议")).Answers("哪一次");
        (await _bot.Says("2")).Answers("会议：植树", "事由：病假");
    }

    [Fact]
    public async Task Back_AsksThePreviousQuestion()
    {
        await _bot.Says("我要请假");
        await _bot.Says("1");
        (await _bot.Says("上一步")).Answers("哪一次");
        (await _bot.Says("上一步")).Answers("第一步", "哪一次");
    }

    [Theory]
    [InlineData("取消")]
    [InlineData("算了")]
    [InlineData("算了算了，下次再说")]
    [InlineData("/取消")]
    public async Task Cancel_EndsTheForm(string cancel)
    {
        await _bot.Says("我要请假");
        (await _bot.Says(cancel)).Answers("取消", "请假").RunsNothing();
        (await _bot.Says("2")).RunsNothing().DoesNotSay("事由");
    }

    [Fact]
    public async Task Question_InBetween_IsAnsweredAndTheFormGoesOn()
    {
        await _bot.Says("我要请假");
        (await _bot.Says("我的积分？")).Runs("points.mine").Answers("好的", "回到“请假”", "哪一次");
        (await _bot.Says("1")).Answers("事由");
    }

    [Fact]
    public async Task OtherForm_PutsTheFirstAside_WhichThenGoesOn()
    {
        _bot.Offers("sessions.joinable", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        await _bot.Says("我要请假");
        (await _bot.Says("周六植树活动我报名")).Answers("先放一放", "好的", "继续刚才的“请假”", "哪一次").Runs("signup.join", ("session", Id(7)));
        (await _bot.Says("1")).Answers("事由");
    }

    [Fact]
    public async Task Misunderstood_IsAskedAgainOnce_ThenHelpIsOffered()
    {
        await _bot.Says("我要请假");
        (await _bot.Says("蓝色的那种")).Answers("没", "哪一次").RunsNothing();
        (await _bot.Says("绿色的那种")).Answers("帮助", "取消", "哪一次").HasButton("取消");
        (await _bot.Says("1")).Answers("事由");
    }

    [Fact]
    public async Task Stale_ExpiresPolitely()
    {
        await _bot.Says("我要请假");
        _bot.Clock.Advance(TimeSpan.FromMinutes(31));
        (await _bot.Says("2")).Answers("放下了", "请假").RunsNothing();
        (await _bot.Says("周四党课请假，出差")).Answers("请核对");
        (await _bot.Says("确定")).Runs("leave.request");
    }

    [Fact]
    public async Task Stale_NewWish_IsTakenUpAtOnce()
    {
        await _bot.Says("我要请假");
        _bot.Clock.Advance(TimeSpan.FromMinutes(31));
        (await _bot.Says("我有多少积分")).Answers("放下了").Runs("points.mine");
    }

    [Fact]
    public async Task InGroup_Incomplete_MovesToAPrivateChat()
    {
        var said = await _bot.SaysInGroup("我要请假");
        said.Answers("已私聊您").DoesNotSay("学习条例", "事由");
        var row = Assert.Single(said.Outbox);
        Assert.Equal(("dialog.prompt", RecipientKind.Member, false), (row.Kind, row.Recipient.Kind, row.KeepsQuietHours));
        var sent = await Render(row);
        Assert.Contains("哪一次", sent.Text, StringComparison.Ordinal);
        Assert.Contains("2. 植树", sent.Text, StringComparison.Ordinal);

        (await _bot.Says("2")).Answers("植树", "事由");
        (await _bot.Says("家里有事")).Answers("请核对");
        (await _bot.Says("确定")).Runs("leave.request", ("session", Id(7)), ("reason", "Family"));
    }

    [Fact]
    public async Task InGroup_Complete_CardGoesToThePrivateChat()
    {
        var said = await _bot.SaysInGroup("明天党课请假，我妈住院要陪护");
        said.RunsNothing().Answers("已私聊您").DoesNotSay("陪护", "住院", "学习条例", "家中有事");
        var row = Assert.Single(said.Outbox);
        Assert.Equal("dialog.prompt", row.Kind);
        Assert.DoesNotContain(row.Facts.Values, v => v.Contains("陪护", StringComparison.Ordinal) || v.Contains("Family", StringComparison.Ordinal));
        var card = (await Render(row)).Text;
        Assert.Contains("学习条例", card, StringComparison.Ordinal);
        Assert.Contains("家中有事", card, StringComparison.Ordinal);
        (await _bot.Says("1")).Runs("leave.request", ("reason", "Family"));
    }

    [Fact]
    public async Task InGroup_CompleteCommand_IsDoneAndAnsweredNeutrally()
    {
        var said = await _bot.SaysInGroup("/请假 3 家事");
        said.Runs("leave.request", ("reason", "Family")).Answers("已收到").DoesNotSay("学习条例", "家中有事");
        var row = Assert.Single(said.Outbox);
        Assert.Equal("dialog.receipt", row.Kind);
        Assert.DoesNotContain(row.Facts.Values, v => v.Contains("Family", StringComparison.Ordinal));
        Assert.Contains("学习条例", (await Render(row)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InGroup_ReasonAlone_IsNeverRepeated()
    {
        var said = await _bot.SaysInGroup("请假，发烧39度");
        said.Answers("已私聊您").DoesNotSay("发烧", "病");
        Assert.All(said.Outbox, row => Assert.DoesNotContain(row.Facts.Values, v => v.Contains("Sick", StringComparison.Ordinal) || v.Contains("发烧", StringComparison.Ordinal)));
        (await _bot.Says("1")).Answers("请核对", "事由：病假");
    }

    [Fact]
    public async Task InGroup_Refused_TellsWhyInPrivateAlone()
    {
        _bot.Answers["leave.request"] = (_, _) => UseCaseResult.Refused(Reply.Of("leave.no_decider"));
        var said = await _bot.SaysInGroup("明天党课请假，出差");
        said.DoesNotSay("审批");
        Assert.Contains("请核对", (await Render(Assert.Single(said.Outbox))).Text, StringComparison.Ordinal);
        (await _bot.Says("确定")).Answers("没有能审批您请假的人");
    }

    [Fact]
    public async Task InGroup_Command_IsAnsweredNeutrally() =>
        (await _bot.SaysInGroup("/请假 3 出差")).Runs("leave.request", ("session", Id(3)), ("reason", "BusinessTrip")).Answers("已收到").DoesNotSay("出差");

    [Theory]
    [InlineData("/请假 99 我妈住院")]
    [InlineData("/请加 3 我妈住院")]
    public async Task InGroup_FaultyCommand_IsNotQuoted(string command)
    {
        var said = await _bot.SaysInGroup(command);
        said.Answers("私聊").DoesNotSay("住院").RunsNothing();
        Assert.DoesNotContain(said.Result.Replies.SelectMany(r => r.Buttons), b => b.Say.Contains("住院", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Command_Incomplete_OpensTheForm()
    {
        (await _bot.Says("/请假 7")).Answers("植树", "事由").RunsNothing();
        (await _bot.Says("出差")).Answers("请核对");
    }

    [Fact]
    public async Task Tap_OnANotice_NamesTheSessionByItsNumber() =>
        (await _bot.Taps("请假 7")).Answers("植树", "事由");

    [Fact]
    public async Task NothingToChoose_IsSaidAndEndsTheForm()
    {
        _bot.Offers("sessions.leavable");
        (await _bot.Says("我要请假")).Answers("没有需要您请假");
        (await _bot.Says("出差")).RunsNothing();
    }

    [Fact]
    public async Task Observer_IsToldPolitely()
    {
        using var bot = new Bot(roles: Kernel.Roster.Roles.Observer);
        (await bot.Says("我要请假")).Answers("上级").RunsNothing();
    }

    private static string Id(int number) => Bot.Id(number).ToString("N");

    private async Task<OutboundMessage> Render(OutboxItem row)
    {
        var rendering = await _bot.Renderer(row.Kind).RenderAsync(row, _bot.Branch, _bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        return Assert.IsType<Rendering.Send>(rendering).Message;
    }

    private void TwoSessions() => _bot.Offers(
        "sessions.leavable",
        Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15),
        Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
}
