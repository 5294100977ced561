using ChatBot.EndToEnd.Story;
using ChatBot.EndToEnd.Story.Harness;
using Xunit;

namespace ChatBot.EndToEnd.Tests;

public sealed class StoryTests
{
    [Fact]
    public async Task Story_MonthOfABranch_GoesAsItShouldAndTellsTheGroupNothingPrivate()
    {
        var setup = Stores.SkipWithout();
        await using var transcriptLines = new StringWriter();
        var transcript = new Transcript(transcriptLines);

        // The end of the bot looks once more at everything that the group was told and at the log.
        await using var bot = await Bot.StartAsync(setup with { Hears = transcript.Hear }, TestContext.Current.CancellationToken);
        await BranchStory.PlayAsync(new Storyteller(bot, transcript));
        transcript.Flush();

        Assert.Contains("小助手 ⇒ 群：【党课通知】", transcriptLines.ToString(), StringComparison.Ordinal);
        Assert.True(bot.GroupMessages().Count > 20);
    }

    [Theory]
    [InlineData("张三的请假已批准")]
    [InlineData("提醒：张三")]
    [InlineData("张三 无故缺席")]
    [InlineData("第一党小组缺席 2 人")]
    [InlineData("已报名 3 人\n事由：出差")]
    [InlineData("有人说：我去医院陪孩子手术")]
    public void GroupEars_MessageWithSomethingPrivate_IsFound(string message) =>
        Assert.NotEmpty(GroupEars.Leaks([message], ["张三"], ["去医院陪孩子手术"]));

    [Theory]
    [InlineData("【党课提醒】\n明天15:00开始，别忘了：\n记录人：张三")]
    [InlineData("请大家及时回复：能来的报名，来不了的请假。")]
    [InlineData("已报名 2 人：张三、李四")]
    public void GroupEars_OrdinaryMessage_IsFine(string message) =>
        Assert.Empty(GroupEars.Leaks([message], ["张三"], ["去医院陪孩子手术"]));
}
