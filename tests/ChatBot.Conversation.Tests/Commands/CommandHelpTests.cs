using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Conversation.Tests.Commands;

public sealed class CommandHelpTests
{
    [Fact]
    public async Task Help_Member_ListsOnlyTheCommandsOfMembers()
    {
        var list = (await new CommandBench { Roles = Roles.None }.AnswersAsync("/帮助")).Text;
        Assert.Contains("\n/请假　", list, StringComparison.Ordinal);
        Assert.Contains("\n会议\n/会议　", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/批假", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/确认考勤", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Secretary_ListsEveryCommand()
    {
        var list = (await new CommandBench().AnswersAsync("/help")).Text;
        Assert.All(CommandBench.Grammar.Commands, c => Assert.Contains($"/{c.Names[0]}　{c.Help}", list, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/帮助 开会")]
    [InlineData("/帮助 /开会")]
    [InlineData("/help meeting new")]
    [InlineData("/帮助 开会议")]
    public async Task Help_OneCommand_ShowsUsageKindsAndExamples(string text)
    {
        var details = (await new CommandBench().AnswersAsync(text)).Text;
        Assert.StartsWith("/开会　召集一次会议", details, StringComparison.Ordinal);
        Assert.Contains("写法：/开会 类型 [方式] 时间 [结束=…]", details, StringComparison.Ordinal);
        Assert.Contains("· 类型：其中之一（党员大会、支委会、", details, StringComparison.Ordinal);
        Assert.Contains("· 地点：文字，中间不空格，可以不写", details, StringComparison.Ordinal);
        Assert.Contains("/meeting new", details, StringComparison.Ordinal);
        Assert.Contains("\n/开会 党课 3月11日15:00 三楼会议室 主题=学习条例", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_UnknownName_SaysSo() =>
        Assert.StartsWith("没有「/天气预报」这个命令", (await new CommandBench().AnswersAsync("/帮助 天气预报")).Text, StringComparison.Ordinal);
}
