using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class UnderstanderTests
{
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);
    private static readonly Understander Understander = Understander.Load(ProductFiles.Dialogs);

    [Theory]
    [InlineData("@支部小助手 明天党课请假")]
    [InlineData("@支部小助手\u2005明天党课请假")]
    [InlineData("@支部小助手明天党课请假")]
    [InlineData("明天党课请假 @支部小助手")]
    public void Understand_Mention_IsLeftAside(string text)
    {
        var understood = Understander.Understand(text, Said);

        Assert.Equal("leave_request", understood.Intent);
        Assert.Equal("党课", understood.Slots[SlotNames.Meeting]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@支部小助手")]
    [InlineData("😀👍")]
    [InlineData("asdf qwer")]
    public void Understand_NothingSaid_StartsNothing(string text) => Assert.True(Understander.Understand(text, Said).IsNone);

    [Fact]
    public void Understand_VeryLongText_StartsNothing() =>
        Assert.True(Understander.Understand("请假" + new string('会', 400), Said).IsNone);

    [Fact]
    public void Understand_Explained_NamesTheRuleAndTheTimes()
    {
        var understood = Understander.Understand("明天党课请假", Said, explain: true);

        Assert.Equal(["rule: ask leave", "time: 明天 = 2026-03-05"], understood.Explanation!);
    }

    [Fact]
    public void Understand_NotExplained_CarriesNoExplanation() => Assert.Null(Understander.Understand("明天党课请假", Said).Explanation);

    [Fact]
    public void Understand_UnsureTime_SaysSo()
    {
        var understood = Understander.Understand("明天七点的党课请假", Said);

        Assert.True(understood.When!.IsAmbiguous);
        Assert.Contains(new DateTime(2026, 3, 5, 19, 0, 0), understood.When.Alternatives);
    }

    [Fact]
    public void Understand_SentenceOfAnExample_FollowsTheExamples()
    {
        var understander = new Understander(IntentLibrary.Of(
        [
            new IntentDefinition { Name = "signup", Examples = ["凑热闹我最在行", "凑个热闹"] },
            new IntentDefinition { Name = IntentNames.None, Examples = ["天气预报", "今天刮风"] },
        ]));

        Assert.Equal("signup", understander.Understand("我也凑个热闹", Said).Intent);
    }

    [Fact]
    public void Load_ProductExamples_HaveEnoughForEachIntent()
    {
        var faults = new List<Fault>();
        var intents = IntentDefinition.Load(ProductFiles.Dialogs, faults);

        Assert.Empty(faults);
        Assert.Contains(intents, static intent => intent.Name == IntentNames.None);
        Assert.All(intents, static intent => Assert.True(intent.Examples.Count >= 25 || (intent.Examples.Count == 0 && intent.Patterns.Count > 0), intent.Name));
        Assert.All(intents, static intent => Assert.Equal(intent.Examples.Count, intent.Examples.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public void Load_WrongExamples_AreNamedWithFileAndLine()
    {
        using var dialogs = new TemporaryDialogs()
            .With("a/examples.yaml", "intents:\n  holiday:\n    examples: {a: b}\n")
            .With("b/examples.yaml", "intents:\n\n  help: [帮助]\n");

        var exception = Assert.Throws<DataFileException>(() => Understander.Load(dialogs.Path));

        Assert.Equal([("a/examples.yaml", 3), ("b/examples.yaml", 3)], exception.Faults.Select(static fault => (fault.File, fault.Line)));
    }
}
