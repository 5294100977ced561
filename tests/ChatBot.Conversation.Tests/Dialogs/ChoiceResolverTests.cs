using ChatBot.Capabilities.Sessions;
using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Sentences;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Kernel.UseCases;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

public sealed class ChoiceResolverTests
{
    private static readonly WordLists Words = WordLists.Load(ProductFiles.Dialogs, []);

    // Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Choice[] Sessions =
    [
        Bot.Session(11, SessionKind.PartyClass, "学习条例", 3, 15),
        Bot.Session(12, SessionKind.PartyClass, "学习党史", 5, 15),
        Bot.Session(2, SessionKind.Activity, "义务植树", 7, 9),
        Bot.Session(13, SessionKind.ThemeDay, "参观红色基地", 12, 14),
    ];

    private static readonly string[] Shown = [.. Sessions.Select(s => s.Value)];

    private readonly ChoiceResolver _resolver = new(new TimeHintReader(new MeetingTimeReader()), () => Words);

    [Fact]
    public void Resolve_BareWeekdayOfWhichOnlyTheLastOneIsOffered_AsksInsteadOfTakingIt() =>
        Assert.Equal("11", Assert.Single(Assert.IsType<ChoiceMatch.Several>(Resolve("周二我请假")).Choices).Handle);

    [Theory]
    [InlineData("1", 11)]
    [InlineData("第二个", 12)]
    [InlineData("选3", 2)]
    [InlineData("４", 13)]
    [InlineData("最后一个", 13)]
    [InlineData("13", 13)]
    [InlineData("#12", 12)]
    [InlineData("下一个", 12)]
    [InlineData("最近的", 12)]
    [InlineData("植树活动", 2)]
    [InlineData("主题党日", 13)]
    [InlineData("去参观那个", 13)]
    [InlineData("周四的党课", 12)]
    [InlineData("明天", 12)]
    [InlineData("3月12日", 13)]
    [InlineData("周六上午", 2)]
    [InlineData("周六的", 2)]
    [InlineData("昨天的党课", 11)]
    [InlineData("学习党史", 12)]
    public void Resolve_NamesOne(string text, int number) =>
        Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.IsType<ChoiceMatch.One>(Resolve(text)).Choice.Handle);

    [Theory]
    [InlineData("党课")]
    [InlineData("这周")]
    public void Resolve_FitsSeveral_ReturnsThese(string text) => Assert.True(Assert.IsType<ChoiceMatch.Several>(Resolve(text)).Choices.Count > 1);

    [Theory]
    [InlineData("周日", true)]
    [InlineData("99", true)]
    [InlineData("#abcdef", true)]
    [InlineData("报名 77", true)]
    [InlineData("蓝色的", false)]
    [InlineData("", false)]
    public void Resolve_FitsNone_TellsWhetherSomethingWasNamed(string text, bool named) =>
        Assert.Equal(named, Assert.IsType<ChoiceMatch.None>(Resolve(text)).NamedSomething);

    [Fact]
    public void Resolve_NumberOfAButton_IsAHandle()
    {
        var match = _resolver.Resolve("2", Sessions, new ChoiceContext(Now, Shown, IsTap: true));
        Assert.Equal("义务植树", Assert.IsType<ChoiceMatch.One>(match).Choice.Names[0]);
    }

    [Fact]
    public void Resolve_NumberOfACommand_ThatIsBoth_IsAskedAbout() =>
        Assert.IsType<ChoiceMatch.Several>(_resolver.Resolve("2", Sessions, new ChoiceContext(Now, Shown, IsCommand: true)));

    [Fact]
    public void ResolveMany_OneUnknownName_ResolvesNone()
    {
        Choice[] people = [Bot.Thing(1, "张三"), Bot.Thing(2, "李四"), Bot.Thing(3, "王五")];
        var context = new ChoiceContext(Now);
        Assert.Equal(["张三", "王五"], _resolver.ResolveMany("张三、王五", people, context)!.Select(c => c.Names[0]));
        Assert.Equal(["张三", "李四"], _resolver.ResolveMany("张三和李四，张三", people, context)!.Select(c => c.Names[0]));
        Assert.Null(_resolver.ResolveMany("张三、赵六", people, context));
    }

    private ChoiceMatch Resolve(string text) => _resolver.Resolve(text, Sessions, new ChoiceContext(Now, Shown));
}
