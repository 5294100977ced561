using System.Text.RegularExpressions;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.Intents;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class PatternReaderTests
{
    private static readonly DateTime Reference = new(2026, 3, 4, 10, 0, 0);

    [Theory]
    [InlineData("签到", "签到", true)]
    [InlineData("签(到|一下|个)?", "签", true)]
    [InlineData("(病|事)假(?!期)", "病假 事假", false)]
    [InlineData("^我?要去", "要去", false)]
    [InlineData("请[^,。]{0,5}假", "请", false)]
    [InlineData("(?<!不)[来去]得了", "来得了 去得了", false)]
    [InlineData(@"\+\s*1(?![0-9])", "+", false)]
    [InlineData(@"吗\??$", "吗", false)]
    [InlineData("(撤|取消)[^,]{0,4}(刚才|刚)", "刚", false)]
    [InlineData("(哈+|嘿)到(场|会){2}", "到", false)]
    [InlineData(@"(?<x>[\p{IsCJKUnifiedIdeographs}])不\k<x>", "不", false)]
    [InlineData(@"\u4E0Da", "不a", true)]
    public void Read_PatternWithWords_FindsThem(string pattern, string words, bool isPlain) =>
        Assert.Equal((words, isPlain), (string.Join(' ', PatternReader.Read(pattern, out var plain) ?? []), plain));

    [Theory]
    [InlineData("^[,。!~]*$")]
    [InlineData("(签到|)")]
    [InlineData("a*")]
    [InlineData("(?i)abc")]
    [InlineData(@"\bcat\y")]
    [InlineData("(?(a)b|c)")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("a{1}{3}")]
    [InlineData("(签到")]
    [InlineData("签到)")]
    public void Read_OfWhichNothingIsKnown_SaysSo(string pattern)
    {
        Assert.Null(PatternReader.Read(pattern, out var isPlain));
        Assert.False(isPlain);
    }

    [Fact]
    public void IsIn_SignsOfTheDialogs_FindsWhatTheWholeOfThePatternsFinds()
    {
        var faults = new List<Fault>();
        var reader = new IntentReader(faults);
        reader.Read(DataFile.ReadEach(ProductFiles.Dialogs, IntentDefinition.FileName, faults));
        var library = IntentLibrary.Load(ProductFiles.Dialogs, faults);
        var sentences = reader.Intents.SelectMany(i => i.Examples).Select(s => new Message(s, Reference, library)).ToList();
        Assert.Empty(faults);
        Assert.NotEmpty(sentences);
        foreach (var text in reader.Signs.Where(s => s.Condition is null))
        {
            var whole = new Regex(
                reader.Words.Expand(string.Join('|', text.Patterns), out _), RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
            var sign = library.SignOf(text.Name);
            Assert.All(sentences, message => Assert.True(whole.IsMatch(message.Plain) == message.Has(sign), $"{text.Name}: {message.Plain}"));
        }
    }
}
