using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class EverydayDialogTests : IDisposable
{
    private readonly Bot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Theory]
    [InlineData("报名")]
    [InlineData("加一")]
    [InlineData("周六的植树活动算上我")]
    [InlineData("报名 7")]
    public async Task SignUp_WithOneSession_IsDoneAtOnce(string text)
    {
        _bot.Offers("sessions.joinable", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        (await _bot.SaysInGroup(text)).Runs("signup.join", ("session", Id(7))).Answers("好的");
    }

    [Fact]
    public async Task SessionCreate_WithAWeekdayAlone_MeansTheComingOne()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Says("我想召集一次主题党日，周二下午两点")).Answers("主题是什么");
    }

    [Fact]
    public async Task SignUp_ByButtonOfAnotherSession_NeverMeansThePlaceInAList()
    {
        _bot.Offers(
            "sessions.joinable",
            Bot.Session(2, SessionKind.PartyClass, "学习条例", 5, 15),
            Bot.Session(1, SessionKind.Activity, "植树", 7, 9));
        await _bot.Says("我要报名");
        (await _bot.Taps("报名 1")).Runs("signup.join", ("session", Id(1)));
    }

    [Fact]
    public async Task SignUp_ForAnother_NamesThePerson()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("sessions.joinable", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        bot.Offers("members.all", Bot.Thing(41, "张三"), Bot.Thing(42, "李四"));
        (await bot.Says("帮张三报名植树")).Runs("signup.join", ("session", Id(7)), ("member", Id(41)));
        Assert.Null((await bot.Says("麻烦帮我报名植树")).Runs("signup.join").Input("member"));
    }

    [Fact]
    public async Task SignUp_ForWhatIsNotOffered_IsNotAssumed()
    {
        _bot.Offers("sessions.joined", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        (await _bot.Says("参观我不去了，之前报过名")).Answers("没有找到", "1. 植树").RunsNothing();
    }

    [Fact]
    public async Task SignUp_SameKindTwice_AsksWhichOfThese()
    {
        _bot.Offers(
            "sessions.joinable",
            Bot.Session(2, SessionKind.PartyClass, "学习条例", 5, 15),
            Bot.Session(3, SessionKind.PartyClass, "学习党史", 12, 15),
            Bot.Session(4, SessionKind.Activity, "植树", 7, 9));
        (await _bot.Says("党课我报名")).Answers("1. 学习条例", "2. 学习党史").DoesNotSay("植树");
        (await _bot.Says("第二个")).Runs("signup.join", ("session", Id(3)));
    }

    [Fact]
    public async Task Withdraw_ByTheButtonsWords()
    {
        _bot.Offers("sessions.joined", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        (await _bot.Taps("退报 7")).Runs("signup.leave", ("session", Id(7)));
    }

    [Fact]
    public async Task CheckIn_WithCode_IsDoneAtOnce()
    {
        _bot.Offers("sessions.open", Bot.Session(3, SessionKind.PartyClass, "学习条例", 4, 10));
        (await _bot.SaysInGroup("签到 4821")).Runs("checkin.self", ("code", "4821"), ("session", Id(3)));
    }

    [Fact]
    public async Task CheckIn_WrongCode_IsAskedAgain()
    {
        _bot.Offers("sessions.open", Bot.Session(3, SessionKind.PartyClass, "学习条例", 4, 10));
        _bot.Answers["checkin.self"] = (inputs, _) => inputs.Text("code") == "4821"
            ? UseCaseResult.Done(Reply.Of("dialog.fine"))
            : UseCaseResult.Refused(Reply.Of("checkin.wrong_code"));
        (await _bot.Says("来签到啦")).Answers("签到码");
        (await _bot.Says("1111")).Answers("签到码不对").Runs("checkin.self", ("code", "1111"));
        (await _bot.Says("4821")).Runs("checkin.self", ("code", "4821")).Answers("好的");
    }

    [Fact]
    public async Task CheckIn_NothingOpen_LetsTheUseCaseSayWhen()
    {
        _bot.Answers["checkin.self"] = (_, _) => UseCaseResult.Refused(Reply.Of("checkin.nothing_open"));
        (await _bot.Says("签到")).Answers("没有可以签到").Runs("checkin.self");
    }

    [Fact]
    public async Task CheckIn_Online_NeedsNoCode()
    {
        _bot.Offers("sessions.open", Bot.Session(3, SessionKind.PartyClass, "学习条例", 4, 10));
        (await _bot.Says("线上签到")).Runs("checkin.self", ("online", "yes"));
    }

    [Fact]
    public async Task Points_OneSentence_FillsItemAndQuantity()
    {
        _bot.Offers("points.items", Bot.Thing(21, "志愿服务"), Bot.Thing(22, "学习强国"));
        (await _bot.Says("申报积分：社区志愿服务2小时")).Answers("请核对", "志愿服务", "数量：2").RunsNothing();
        (await _bot.Says("确定")).Runs("points.claim", ("item", Id(21)), ("quantity", "2"), ("text", "申报积分：社区志愿服务2小时"));
    }

    [Fact]
    public async Task Points_Asked_StepByStep()
    {
        _bot.Offers("points.items", Bot.Thing(21, "志愿服务"), Bot.Thing(22, "学习强国"));
        (await _bot.Says("申报积分")).Answers("哪一项");
        (await _bot.Says("2")).Answers("数量");
        (await _bot.Says("很多")).Answers("数字");
        (await _bot.Says("两千")).RunsNothing();
        (await _bot.Says("40")).Answers("做了什么");
        (await _bot.Says("每天学习")).Answers("请核对", "数量：40");
        (await _bot.Says("好的")).Runs("points.claim", ("quantity", "40"), ("text", "每天学习"));
    }

    [Theory]
    [InlineData("我有多少积分", "points.mine")]
    [InlineData("最近一次会是哪天", "sessions.next")]
    [InlineData("把学习文件发我", "study.list")]
    [InlineData("我的考勤", "attendance.mine")]
    [InlineData("我的请假", "leave.mine")]
    [InlineData("撤销", "undo.last")]
    public async Task Question_WithoutForm_RunsItsUseCase(string text, string useCase) =>
        (await _bot.Says(text)).Runs(useCase);

    [Fact]
    public async Task Points_OfAMonth_CarriesTheMonth() =>
        (await _bot.Says("二月份积分查一下")).Runs("points.mine", ("month", "2026-02"));

    [Fact]
    public async Task Number_AfterAList_PicksFromIt()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("leave.pending", Bot.Thing(31, "张三"), Bot.Thing(32, "王五"));
        bot.Answers["leave.pending"] = (_, _) => UseCaseResult.Done(Reply.Of("dialog.fine") with { ListSource = "leave.pending" });
        await bot.Says("/请假列表");
        (await bot.Says("2")).Answers("王五", "同意还是不同意");
        (await bot.Says("同意")).Runs("leave.decide", ("request", Id(32)), ("decision", "approve"));
    }

    [Fact]
    public async Task Decline_AsksForAWordOfExplanation_WhichMayBeSkipped()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("leave.pending", Bot.Thing(31, "张三"));
        (await bot.Says("批假")).Answers("张三", "同意还是不同意");
        (await bot.Says("不同意")).Answers("说明").RunsNothing();
        (await bot.Says("跳过")).Runs("leave.decide", ("request", Id(31)), ("decision", "decline"));
    }

    [Fact]
    public async Task Preview_IsConfirmedWithAWord()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("sessions.ahead", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        bot.Answers["sessions.remind"] = (inputs, scope) =>
        {
            if (inputs.Flag("confirm") == true)
            {
                scope.Audit("sessions.remind", "7");
            }

            return inputs.Flag("confirm") == true ? UseCaseResult.Done(Reply.Of("dialog.fine")) : UseCaseResult.Previewed(Reply.Of("dialog.fine"), inputs);
        };
        (await bot.Says("催一下")).Runs("sessions.remind");
        var said = (await bot.Says("确认")).Runs("sessions.remind", ("confirm", "yes"), ("session", Id(7)));
        Assert.NotNull(said.Result.SubmissionId);
        (await bot.Says("确认")).RunsNothing();
    }

    [Fact]
    public async Task Preview_IsConfirmed_ThoughAnotherFormWentOn()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("sessions.ahead", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        bot.Answers["sessions.remind"] = (inputs, _) => UseCaseResult.Previewed(Reply.Of("dialog.fine"), inputs);
        await bot.Says("召集一次党课");
        (await bot.Says("催一下")).Answers("继续刚才的“召集会议”").Runs("sessions.remind");
        (await bot.Says("确认")).Runs("sessions.remind", ("confirm", "yes"));
        (await bot.Says("下周三下午三点")).Answers("主题");
    }

    [Fact]
    public async Task Preview_BelowACardThatWaits_GetsTheYesAndTheCardIsShownAgain()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("sessions.ahead", Bot.Session(7, SessionKind.Activity, "植树", 7, 9));
        bot.Offers("sessions.leavable", Bot.Session(8, SessionKind.PartyClass, "党章", 6, 15));
        bot.Answers["sessions.remind"] = (inputs, _) => inputs.Flag("confirm") == true ? UseCaseResult.Done(Reply.Of("dialog.fine")) : UseCaseResult.Previewed(Reply.Of("dialog.fine"), inputs);
        (await bot.Says("我请假，出差")).Answers("请核对");
        (await bot.Says("/催办 7")).Runs("sessions.remind");
        (await bot.Says("确认")).Runs("sessions.remind", ("confirm", "yes")).Answers("请核对");
        (await bot.Says("确认")).Runs("leave.request");
    }

    [Fact]
    public async Task CreateSession_ReadsKindAndTime_AsksForTheRest()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Says("召集一次党课，下周三下午三点")).Answers("主题是什么");
        (await bot.Says("学习党章")).Answers("在哪里开");
        (await bot.Says("三楼会议室")).Answers("请核对", "类型：党课", "3月11日（周三）15:00", "主题：学习党章", "地点：三楼会议室");
        (await bot.Says("确定")).Runs(
            "sessions.create", ("kind", "PartyClass"), ("starts_at", "2026-03-11T07:00:00Z"), ("theme", "学习党章"), ("place", "三楼会议室"));
    }

    [Fact]
    public async Task CreateSession_DayFirst_ThenTime()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Says("召集一次党课")).Answers("什么时间");
        (await bot.Says("下周三")).Answers("几点");
        (await bot.Says("下午三点半")).Answers("主题");
        await bot.Says("学习党章");
        (await bot.Says("跳过")).Answers("3月11日（周三）15:30");
    }

    [Fact]
    public async Task CreateSession_SpanOfTime_AndCorrections()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        await bot.Says("下周五下午两点到四点开党课");
        await bot.Says("学习讨论");
        (await bot.Says("待定")).Answers("3月13日（周五）14:00", "结束时间：3月13日（周五）16:00").DoesNotSay("地点");
        (await bot.Says("算了")).Answers("取消");
        await bot.Says("下周五下午两点开党课");
        await bot.Says("学习讨论");
        await bot.Says("跳过");
        (await bot.Says("不对，是下周四")).Answers("3月12日（周四）14:00");
        (await bot.Says("改成三点")).Answers("3月12日（周四）15:00");
    }

    [Fact]
    public async Task CreateSession_InThePast_IsNotTaken()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        await bot.Says("召集一次党课");
        (await bot.Says("昨天下午三点")).Answers("已经过去").RunsNothing();
    }

    [Fact]
    public async Task CreateSession_ByAMember_IsRefusedPolitely() =>
        (await _bot.Says("召集一次党课，下周三下午三点")).Answers("没有这个权限").RunsNothing();

    [Fact]
    public async Task MarkAttendance_TakesSeveralNames()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        bot.Offers("sessions.to_confirm", Bot.Session(3, SessionKind.PartyClass, "学习条例", 3, 15));
        bot.Offers("members.all", Bot.Thing(41, "张三"), Bot.Thing(42, "李四"), Bot.Thing(43, "王五"));
        (await bot.Says("记考勤")).Answers("记为什么");
        (await bot.Says("迟到")).Answers("哪几位");
        (await bot.Says("张三、赵六")).Answers("姓名").RunsNothing();
        (await bot.Says("张三、王五")).Answers("请核对");
        (await bot.Says("确定")).Runs("attendance.mark", ("members", $"{Id(41)},{Id(43)}"), ("status", "Late"));
    }

    [Fact]
    public async Task File_GoesIntoARunningForm()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        await bot.Says("发学习材料");
        (await bot.Sends(InboundKind.Attachment, new InboundAttachment("file", "media-1", "讲义.pdf"))).Answers("讲义.pdf", "标题");
        await bot.Says("三月学习");
        await bot.Says("请大家学习");
        (await bot.Says("确定")).Runs("study.draft", ("file", "讲义.pdf"), ("title", "三月学习"));
    }

    [Fact]
    public async Task File_WithoutForm_IsKeptForTheNextOne()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Sends(InboundKind.Attachment, new InboundAttachment("image", "media-2"))).Answers("收到", "图片");
        await bot.Says("发学习材料");
        await bot.Says("三月学习");
        (await bot.Says("请大家学习")).Answers("文件：图片");
    }

    private static string Id(int number) => Bot.Id(number).ToString("N");

    [Theory]
    [InlineData("确定")]
    [InlineData("好的")]
    [InlineData("跳过")]
    public async Task OpenQuestion_YesOrSkip_GoesOnWithoutIt(string word)
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Says("下周三下午三点开党课，主题是学习条例")).Answers("在哪里开");
        (await bot.Says(word)).Answers("请核对", "主题：学习条例").DoesNotSay("地点");
    }

    [Fact]
    public async Task OpeningSentence_ThemeAndPlace_AreTaken()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Says("下周三下午三点在三楼会议室开党课，主题：学习条例")).Answers("请核对", "主题：学习条例", "地点：三楼会议室");
    }

    [Fact]
    public async Task RequiredText_YesIsNoAnswer()
    {
        using var bot = new Bot(roles: Roles.Secretary);
        (await bot.Says("下周三下午三点开党课")).Answers("主题是什么");
        (await bot.Says("好的")).Answers("主题是什么").RunsNothing();
    }

    [Theory]
    [InlineData("明天的支委会请假，出差")]
    [InlineData("支委会请假，出差")]
    public async Task Leave_KindThatIsNotThere_IsAskedNotAssumed(string sentence)
    {
        _bot.Offers("sessions.leavable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15));
        (await _bot.Says(sentence)).Answers("哪一次", "1. 学习条例").RunsNothing();
    }

    [Fact]
    public async Task ReasonAlone_IsAskedBack()
    {
        _bot.Offers("sessions.leavable", Bot.Session(3, SessionKind.PartyClass, "学习条例", 5, 15));
        (await _bot.Says("出差")).Answers("请假", "吗").RunsNothing();
        (await _bot.Says("是的")).Answers("请核对", "学习条例", "事由：出差");
    }

    [Fact]
    public async Task ReasonAlone_Denied_IsLetGo()
    {
        await _bot.Says("出差");
        (await _bot.Says("不是")).RunsNothing().DoesNotSay("没看懂");
    }
}
