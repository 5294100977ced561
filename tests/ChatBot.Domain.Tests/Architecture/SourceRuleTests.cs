using System.Text.RegularExpressions;
using Xunit;

namespace ChatBot.Kernel.Tests.Architecture;

/// <summary>Rules about the text of the C# files under <c>src</c>; comments and XML documentation are free.</summary>
public sealed partial class SourceRuleTests
{
    /// <summary>Where code outside comments may hold Chinese characters, and why. A path ending in a slash is a folder.</summary>
    private static readonly Dictionary<string, string> ChineseAllowed = new()
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
    };

    /// <summary>SQL outside Storage, and why.</summary>
    private static readonly Dictionary<string, string> SqlAllowed = new()
    {
        ["src/ChatBot.Kernel/Data/WriteBatch.cs"] = "SELECT guard_held",
        ["src/ChatBot.Host/Cli/DoctorCommand.cs"] = "SELECT clock_timestamp()",
    };

    [Fact]
    public void Code_ChineseCharacters_StandOnlyInLexicons() => Assert.Empty(
        from file in Repository.SourceFiles
        where !ChineseAllowed.Keys.Any(place => IsAt(file.Key, place))
        from line in Numbered(file.Value)
        where Chinese().IsMatch(line.Text)
        select $"{file.Key}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void Code_SentencesForMembers_StandInWordingAlone() => Assert.Empty(
        // A Chinese sentence has its stop. What people say, patterns of it or the demo's talk, may hold stops as well.
        from file in Repository.SourceFiles
        where !IsAt(file.Key, "src/ChatBot.Conversation/Understanding/") && !IsAt(file.Key, "src/ChatBot.Host/Demo/")
        from line in Numbered(file.Value)
        where Sentence().IsMatch(line.Text)
        select $"{file.Key}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void Code_Sql_StandsInStorageAlone() => Assert.Empty(
        from file in Repository.SourceFiles
        where !file.Key.StartsWith("src/ChatBot.Storage/", StringComparison.Ordinal) && !SqlFile().IsMatch(file.Key)
        from line in Numbered(file.Value)
        where Sql().IsMatch(line.Text) && !(SqlAllowed.TryGetValue(file.Key, out var allowed) && line.Text.Contains(allowed, StringComparison.Ordinal))
        select $"{file.Key}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void Code_ClockAndThreads_AreNotTouchedDirectly() => Assert.Empty(
        from file in Repository.SourceFiles
        from line in Numbered(file.Value)
        where Banned().IsMatch(line.Text)
        select $"{file.Key}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void Exceptions_Paths_StillExist() => Assert.All(
        ChineseAllowed.Keys.Concat(SqlAllowed.Keys), place => Assert.Contains(Repository.SourceFiles.Keys, file => IsAt(file, place)));

    [Theory]
    [InlineData("var a = 1; // 中", "var a = 1; ")]
    [InlineData("var a = \"// 中\"; // x", "var a = \"// 中\"; ")]
    [InlineData("var a = @\"\\\"; /* 中 */ b", "var a = @\"\\\";  b")]
    [InlineData("var a = \"\\\"// 中\";", "var a = \"\\\"// 中\";")]
    [InlineData("var a = '\"'; // 中", "var a = '\"'; ")]
    [InlineData("var a = '\\''; // 中", "var a = '\\''; ")]
    [InlineData("/// <summary>中</summary>", "")]
    [InlineData("var a = \"\"\"x \" // 中\"\"\"; // y", "var a = \"\"\"x \" // 中\"\"\"; ")]
    public void CodeLines_CommentsAndStrings_AreToldApart(string source, string code) => Assert.Equal(code, Assert.Single(SourceText.CodeLines(source)));

    private static bool IsAt(string file, string place) => place.EndsWith('/') ? file.StartsWith(place, StringComparison.Ordinal) : file == place;

    private static IEnumerable<(int Number, string Text)> Numbered(string source) => SourceText.CodeLines(source).Select((text, i) => (i + 1, text));

    [GeneratedRegex(@"[\u3400-\u9fff\uf900-\ufaff]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"[\u3400-\u9fff][^""]*[。！？]")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"""[^""]*\b(SELECT|INSERT INTO|DELETE FROM|UPDATE [a-z_]+ SET|CREATE TABLE|ALTER TABLE)\b")]
    private static partial Regex Sql();

    /// <summary>The files of a capability that hold its SQL.</summary>
    [GeneratedRegex(@"^src/ChatBot\.Capabilities/.*(Reader|Writes|Row|Part)\.cs$")]
    private static partial Regex SqlFile();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bThread\.Sleep\b|\bTask\.Run\b|\.Result\s*;|\.Wait\(\)|\.GetAwaiter\(\)\.GetResult\(\)")]
    private static partial Regex Banned();
}
