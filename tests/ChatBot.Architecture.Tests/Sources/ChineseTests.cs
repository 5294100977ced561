using System.Text.RegularExpressions;
using Xunit;

namespace ChatBot.Architecture.Tests.Sources;

/// <summary>What the bot says stands in <c>dialogs/</c>; code holds Chinese only where words are read, or where an operator is spoken to.</summary>
public sealed partial class ChineseTests
{
    private static readonly PlaceRule Words = new(PlaceRule.Any(Chinese()), new Dictionary<string, string>
    {
        ["src/ChatBot.Conversation/Understanding/"] = "lexicons and patterns of what people say",
        ["src/ChatBot.Conversation/Commands/"] = "words that values of commands are read from: months, numbers, 号, 确认",
        ["src/ChatBot.Conversation/Wording/ChineseFormatter.cs"] = "units for Humanizer",
        ["src/ChatBot.Conversation/Wording/MomentWords.cs"] = "how a date is written",
        ["src/ChatBot.Capabilities/Study/PostingPolicy.cs"] = "default of post.block_marks (C-25)",
        ["src/ChatBot.Capabilities/Points/ShowPoints.cs"] = "the unit that a branch's points item has until it says another",
        ["src/ChatBot.Host/Roster/"] = "headings and words of the roster file",
        ["src/ChatBot.Host/Demo/"] = "invented people and sessions",
        ["src/ChatBot.Host/Simulator/"] = "the name by which the simulated group calls the bot",
        ["src/ChatBot.Host/Cli/"] = "what an operator is told to type, and headings of files",
        ["src/ChatBot.Channels.WeCom/WeComOptionsValidator.cs"] = "names of menu entries, for the operator",
        ["src/ChatBot.Channels.WeCom/Log.cs"] = "names of menu entries, for the operator",
        ["src/ChatBot.Channels.DingTalk/DingTalkProbe.cs"] = "names of menu entries, for the operator",
        ["src/ChatBot.Conversation/Turns/Wishes.cs"] = "words that join two wishes in one message",
        ["src/ChatBot.Conversation/Forms/Numbers.cs"] = "the half in spoken numbers",
        ["src/ChatBot.Conversation/Choices/ChoiceResolver.cs"] = "how the bot writes a session's number",
        ["src/ChatBot.Channels.WeCom/Contacts/WeComAddressBook.cs"] = "names of menu entries, for the operator",
        ["src/ChatBot.Channels.WeCom/WeComProbe.cs"] = "names of menu entries, for the operator",
        ["src/ChatBot.Channels.WeCom/Robot/RobotProbe.cs"] = "names of menu entries, for the operator",
        ["src/ChatBot.Conversation/DialogsCheck.cs"] = "a command's name in a fault",
    });

    // A Chinese sentence has its stop. Patterns of what people say may hold stops as well.
    private static readonly PlaceRule Sentences = new(PlaceRule.Text(Sentence()), new Dictionary<string, string>
    {
        ["src/ChatBot.Conversation/Understanding/"] = "patterns of what people say",
    });

    [Fact]
    public void Src_ChineseCharacters_StandWhereWordsAreReadAlone() => Assert.Empty(Words.Faults(SourceTokens.OfSrc));

    [Fact]
    public void Src_ChineseSentences_StandInWordingAlone() => Assert.Empty(Sentences.Faults(SourceTokens.OfSrc));

    [Fact]
    public void Fixture_SentenceForMembers_IsReported()
    {
        var tokens = SourceTokens.Of("src/A.cs", """"
            // 注释
            /* 注释。 */
            /// <summary>注释。</summary>
            var a = "// 已请假"; // 注释
            var b = $"{a}已请假。" + @"\" + '中' + """
                原始""";
            var 名 = "x";
            """");

        Assert.Equal(
            ["src/A.cs:4: \"// 已请假\"", "src/A.cs:5: 已请假。", "src/A.cs:5: '中'", "src/A.cs:5: \"\"\"     原始\"\"\"", "src/A.cs:7: 名"],
            (Words with { Places = new Dictionary<string, string>() }).Faults(tokens));
        Assert.Equal(["src/A.cs:5: 已请假。"], (Sentences with { Places = new Dictionary<string, string>() }).Faults(tokens));
    }

    [Fact]
    public void Fixture_PlaceWithoutChinese_IsReported() => Assert.Equal(
        ["src/B.cs holds none: take it off the list"],
        (Words with { Places = new Dictionary<string, string> { ["src/B.cs"] = "nothing" } }).Faults(SourceTokens.Of("src/B.cs", "var a = \"a\"; // 中")));

    [GeneratedRegex(@"[\u3400-\u9fff\uf900-\ufaff]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"[\u3400-\u9fff][^""]*[。！？]")]
    private static partial Regex Sentence();
}
