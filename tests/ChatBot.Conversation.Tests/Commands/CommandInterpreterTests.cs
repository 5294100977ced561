using ChatBot.Conversation.Commands;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Conversation.Tests.Commands;

public sealed class CommandInterpreterTests
{
    [Theory]
    [InlineData("/开会 党课 3月11日15:00 三楼会议室 主题=学习条例", "sessions.create kind=PartyClass place=三楼会议室 starts_at=2026-03-11T07:00:00Z theme=学习条例")]
    [InlineData("／开会　党课　3月11日15：00　三楼会议室　主题＝学习条例", "sessions.create kind=PartyClass place=三楼会议室 starts_at=2026-03-11T07:00:00Z theme=学习条例")]
    [InlineData("、开会 党课 3月11日 15:00 三楼会议室 主题：学习条例", "sessions.create kind=PartyClass place=三楼会议室 starts_at=2026-03-11T07:00:00Z theme=学习条例")]
    [InlineData("/meeting new class 3月11日15:00 三楼会议室 theme=学习条例", "sessions.create kind=PartyClass place=三楼会议室 starts_at=2026-03-11T07:00:00Z theme=学习条例")]
    [InlineData("/Meeting-New theme = “学习 条例” time=3月11日15:00 kind=PartyClass", "sessions.create kind=PartyClass starts_at=2026-03-11T07:00:00Z theme=学习 条例")]
    [InlineData("/开会 3月11日15:00 党课 学习条例", "sessions.create kind=PartyClass starts_at=2026-03-11T07:00:00Z theme=学习条例")]
    [InlineData("/开会 党课 三楼会议室 3月11日15:00 学习条例，谈体会 交流", "sessions.create kind=PartyClass place=三楼会议室 starts_at=2026-03-11T07:00:00Z theme=学习条例，谈体会 交流")]
    [InlineData("/开会 党课 3月11日15:00 主题=学习 新条例 名额=30", "sessions.create capacity=30 kind=PartyClass starts_at=2026-03-11T07:00:00Z theme=学习 新条例")]
    [InlineData("/开会 主题党日 下周五14:00-16:30 「红色 基地」 参观", "sessions.create ends_at=2026-03-13T08:30:00Z kind=ThemeDay place=红色 基地 starts_at=2026-03-13T06:00:00Z theme=参观")]
    [InlineData("/开会 党课 3月11日15:00 学习 结束=15:30", "sessions.create ends_at=2026-03-11T07:30:00Z kind=PartyClass starts_at=2026-03-11T07:00:00Z theme=学习")]
    [InlineData("/改会 12 时间=15:30", "sessions.change session=@c1 starts_at=2026-03-11T07:30:00Z")]
    [InlineData("/改会 12 时间=3月12日15:00 地点=五楼 大会议室", "sessions.change place=五楼 大会议室 session=@c1 starts_at=2026-03-12T07:00:00Z")]
    [InlineData("/批假 #a1b2c3 同意", "leave.decide decision=approve request=@a1b2c3")]
    [InlineData("/批假#a1b2c3 不同意 请克服一下", "leave.decide decision=decline request=@a1b2c3 text=请克服一下")]
    [InlineData("/批假 张三 驳回", "leave.decide decision=decline request=@a1b2c3")]
    [InlineData("/leave decide ＃A1B2C3 Approve", "leave.decide decision=approve request=@a1b2c3")]
    [InlineData("/催办 12", "sessions.remind session=@c1")]
    [InlineData("/催办 12 确认", "sessions.remind confirm=yes session=@c1")]
    [InlineData("/remind 12 confirm", "sessions.remind confirm=yes session=@c1")]
    [InlineData("/确认考勤 12 不提醒=张三、李四 确认", "attendance.confirm confirm=yes session=@c1 spare=@e1,@e2")]
    [InlineData("/记考勤 12 张三、李四 到会", "attendance.mark members=@e1,@e2 session=@c1 status=Present")]
    [InlineData("/记考勤 迟到 12 李四 张三", "attendance.mark members=@e2,@e1 session=@c1 status=Late")]
    [InlineData("/记考勤 12 全部 到会", "attendance.mark members=@e1,@e2 session=@c1 status=Present")]
    [InlineData("/报名 下周三党课", "signup.join session=@c1")]
    [InlineData("/报名 主题党日 姓名=张三", "signup.join member=@e1 session=@d2")]
    [InlineData("/请假 12 出差 说明=下午，去外地", "leave.request reason=BusinessTrip session=@c1 text=下午，去外地")]
    [InlineData("/签到 482913", "checkin.self code=482913")]
    [InlineData("/签到 线上", "checkin.self online=yes")]
    [InlineData("/签到", "checkin.self")]
    [InlineData("/签到码", "checkin.code session=@c1")]
    [InlineData("/代签 张三", "checkin.other member=@e1 session=@c1")]
    [InlineData("/谈话 #a1b2c3 今天", "escalation.talk day=2026-03-04 step=@a1b2c3")]
    [InlineData("/申报积分 志愿服务 3小时 社区清洁 两处", "points.claim item=@c1 quantity=3 text=社区清洁 两处")]
    [InlineData("/申报积分 志愿服务 两次 敬老院 月份=2月", "points.claim item=@c1 month=2026-02 quantity=2 text=敬老院")]
    [InlineData("/设积分 志愿服务 作用 2.5 小时 启用=否", "points.item_set active=no category=Role name=志愿服务 unit=小时 value=2.5")]
    [InlineData("/公示 季度 确认", "points.publish confirm=yes period=quarter")]
    [InlineData("/我的积分 12月", "points.mine month=2025-12")]
    [InlineData("/裁定 #d4e5f6 成立 到会", "dispute.decide decision=approve dispute=@d4e5f6 status=Present")]
    [InlineData("/学习 摘要 链接=https://example.org/a?b=c 正文=周五前读完", "study.draft body=周五前读完 link=https://example.org/a?b=c title=摘要")]
    [InlineData("/绑定 K7QM4T", "branch.bind code=K7QM4T")]
    [InlineData("/会议", "sessions.next")]
    [InlineData("/撤销", "undo.last")]
    public async Task Interpret_CompleteCommand_RunsItsUseCase(string text, string expected) =>
        Assert.Equal(expected, await new CommandBench().RunsAsync(text));

    [Theory]
    [InlineData("/开会 党课 32点 三楼会议室 学习", "32点", "看不懂这个时间")]
    [InlineData("/开会 党课 3月11日 三楼会议室 学习", "3月11日", "还缺几点")]
    [InlineData("/开会 党课 9:00 三楼会议室 学习", "9:00", "哪一天")]
    [InlineData("/开会 支委汇 3月11日15:00 学习", "支委汇", "您是不是想说「支委会」")]
    [InlineData("/开会 党课 3月11日15:00 学习 人数=许多", "许多", "要一个数")]
    [InlineData("/开会 党课 3月11日15:00 学习 会场=三楼", "会场", "没有这一项")]
    [InlineData("/改会 99 时间=3月12日15:00", "99", "没有找到这个会议")]
    [InlineData("/批假 王五 同意", "王五", "没有找到这个请假单")]
    [InlineData("/批假 #ffffff 同意", "#ffffff", "没有找到这个请假单")]
    [InlineData("/批假 #a1b2c3 随便", "随便", "这里可以写：同意、不同意")]
    [InlineData("/记考勤 12 张三、王五 到会", "王五", "花名册里没有这位同志")]
    [InlineData("/请假 明天 病假", "明天", "没有找到这个会议。可以选：")]
    [InlineData("/我的请假 全部", "全部", "多出来了")]
    [InlineData("/谈话 #a1b2c3 某天", "某天", "看不懂这个日期")]
    public async Task Interpret_WrongWord_NamesItAndShowsAnExample(string text, string word, string problem)
    {
        var answer = await new CommandBench().AnswersAsync(text);
        Assert.StartsWith($"在「{word}」处：", answer.Text, StringComparison.Ordinal);
        Assert.Contains(problem, answer.Text, StringComparison.Ordinal);
        Assert.Contains("例如：/", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interpret_SlipInAWord_OffersTheWholeCommandMended()
    {
        var answer = await new CommandBench().AnswersAsync("/开会 支委汇 3月11日15:00 学习");
        Assert.Equal("/开会 支委会 3月11日15:00 学习", Assert.Single(answer.Buttons).Say);
    }

    [Fact]
    public async Task Interpret_NameOfSeveral_OffersEachByItsHandle()
    {
        var answer = await new CommandBench().AnswersAsync("/报名 学习");
        Assert.Equal(["/报名 12", "/报名 13"], answer.Buttons.Select(b => b.Say));
    }

    [Fact]
    public async Task Interpret_DayWithoutSession_OffersTheSessionsThereAre()
    {
        var answer = await new CommandBench().WithForm("leave.request").AnswersAsync("/请假 明天 病假");
        Assert.Equal(["/请假 12 病假", "/请假 13 病假"], answer.Buttons.Select(b => b.Say));
    }

    [Theory]
    [InlineData("/开户 党课 明天", "/开会 党课 明天")]
    [InlineData("/meting new 党课", "/meeting new 党课")]
    [InlineData("/请假条", "/请假")]
    [InlineData("/remnid 12", "/remind 12")]
    public async Task Interpret_MistypedName_OffersTheNearest(string text, string mended)
    {
        var answer = await new CommandBench().AnswersAsync(text);
        Assert.Equal(mended, answer.Buttons[0].Say);
    }

    [Fact]
    public async Task Interpret_MistypedNameOfAnothersCommand_IsNotOffered()
    {
        var answer = await new CommandBench { Roles = Roles.None }.AnswersAsync("/开户 党课");
        Assert.Equal(["/帮助"], answer.Buttons.Select(b => b.Say));
    }

    [Fact]
    public async Task Interpret_CommandOfOthers_SaysWhoseItIsInsteadOfHelpingOn()
    {
        var bench = new CommandBench { Roles = Roles.Recorder }.WithForm("sessions.create");
        Assert.Equal("「/开会」由支部书记、党小组长（本组的会）使用，您目前没有这个权限。", (await bench.AnswersAsync("/开会")).Text);
        Assert.Contains("没有这个权限", (await bench.AnswersAsync("/批假 #999999 同意")).Text, StringComparison.Ordinal);
        Assert.Equal("leave.decide decision=approve request=@a1b2c3", await bench.RunsAsync("/批假 #a1b2c3 同意"));
    }

    [Fact]
    public async Task Interpret_Incomplete_OpensTheFormPrefilled()
    {
        var bench = new CommandBench().WithForm("sessions.create").WithForm("leave.request");
        Assert.Equal("form sessions.create kind=PartyClass", await bench.RunsAsync("/开会 党课"));
        Assert.Equal("form sessions.create", await bench.RunsAsync("/开会"));
        Assert.Equal("form leave.request reason=Sick", await bench.RunsAsync("/请假 病假"));
    }

    [Fact]
    public async Task Interpret_IncompleteWithoutForm_SaysWhatIsMissing()
    {
        var choice = await new CommandBench().AnswersAsync("/批假 同意");
        Assert.StartsWith("请说明是哪一个请假单：", choice.Text, StringComparison.Ordinal);
        Assert.Equal(["/批假 同意 #a1b2c3", "/批假 同意 #d4e5f6"], choice.Buttons.Select(b => b.Say));

        var word = await new CommandBench().AnswersAsync("/批假 #a1b2c3");
        Assert.StartsWith("「/批假」还缺：决定。", word.Text, StringComparison.Ordinal);
        Assert.Equal(["/批假 #a1b2c3 同意", "/批假 #a1b2c3 不同意"], word.Buttons.Select(b => b.Say));
    }

    [Fact]
    public async Task Interpret_BareNumber_PicksFromTheListLastShown()
    {
        var list = new[] { CommandBench.SecondLeave.ToString("N"), CommandBench.FirstLeave.ToString("N") };
        var picked = Assert.IsType<CommandOutcome.RunUseCase>(await new CommandBench().SaysAsync("/批假 1 同意", list, "leave.pending"));
        Assert.Equal(list[0], picked.Inputs.Text("request"));
        Assert.IsType<CommandOutcome.Answer>(await new CommandBench().SaysAsync("/批假 3 同意", list, "leave.pending"));
        Assert.IsType<CommandOutcome.Answer>(await new CommandBench().SaysAsync("/批假 1 同意", list, "points.pending"));
    }

    [Fact]
    public async Task Interpret_PrivateMatterInAGroup_IsNotAnsweredThere()
    {
        var bench = new CommandBench { Scope = ConversationScope.Group };
        Assert.Contains("私聊", (await bench.AnswersAsync("/批假 同意")).Text, StringComparison.Ordinal);
        Assert.Equal("sessions.next", await bench.RunsAsync("/会议"));
    }

    [Fact]
    public async Task Interpret_CancelCommand_StandsForPlainWords() =>
        Assert.Equal(new CommandOutcome.PlainWords("取消"), await new CommandBench().SaysAsync("/取消"));

    [Theory]
    [InlineData("开会 党课", false)]
    [InlineData("、周三请假", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    [InlineData("  ／帮助", true)]
    [InlineData("/随便什么", true)]
    public void IsCommand_Text_LooksAtItsFirstSign(string text, bool expected) =>
        Assert.Equal(expected, new CommandBench().Interpreter.IsCommand(text));
}
