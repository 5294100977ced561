using System.Text;
using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Kernel.Tests.Channels;

public sealed class TextPartsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Split_Blank_HasNoParts(string text) => Assert.Empty(TextParts.Split(text, 10));

    [Fact]
    public void Split_TextThatFits_IsLeftAlone() => Assert.Equal(["会议通知"], TextParts.Split("会议通知", 12));

    [Fact]
    public void Split_TextOneByteTooLong_IsCutAfterTheSentence() =>
        Assert.Equal(["已请假。", "周三党课"], TextParts.Split("已请假。周三党课", 23));

    [Fact]
    public void Split_LinesAndClauses_ArePreferredToWords()
    {
        Assert.Equal(["line one", "line two"], TextParts.Split("line one\nline two", 12));
        Assert.Equal(["张伟，李娜，", "王芳，陈杰"], TextParts.Split("张伟，李娜，王芳，陈杰", 21));
    }

    [Fact]
    public void Split_SentenceEndInTheFirstHalf_DoesNotMakeATinyPart() =>
        Assert.Equal(["好。一二三四五六七", "八九十"], TextParts.Split("好。一二三四五六七八九十", 27));

    [Theory]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 30, "👨‍👩‍👧‍👦")]
    [InlineData("ab😀cd", 5, "ab")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301")]
    public void Split_CharactersOfSeveralCodePoints_StayWhole(string text, int maxBytes, string first) =>
        Assert.Equal(first, TextParts.Split(text, maxBytes)[0]);

    [Fact]
    public void Split_CharacterLongerThanAPart_KeepsItsCodePointsWhole()
    {
        var parts = TextParts.Split("👨‍👩‍👧‍👦", 8);

        Assert.Equal("👨‍👩‍👧‍👦", string.Concat(parts));
        Assert.All(parts, p => Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(p))));
    }

    [Fact]
    public void Split_LoneSurrogates_EndsToo() => Assert.Equal(3, TextParts.Split("\ud83d\ud83d\ud83d", 4).Count);

    [Theory]
    [InlineData(4)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(2041)]
    public void Split_AnyText_LosesOnlyBlanksAtTheCutsAndKeepsTheLimit(int maxBytes)
    {
        string[] pieces = ["会", "议", "a", "😀", " ", "\n", "，", "。", "e\u0301", "!", "x"];
        var random = new Random(42);
        for (var run = 0; run < 50; run++)
        {
            var text = string.Concat(random.GetItems(pieces, 400));

            var parts = TextParts.Split(text, maxBytes);

            Assert.All(parts, p => Assert.InRange(Encoding.UTF8.GetByteCount(p), 1, maxBytes));
            Assert.Equal(WithoutBlanks(text), WithoutBlanks(string.Concat(parts)));
        }
    }

    [Fact]
    public void Split_NoRoom_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => TextParts.Split("x", 3));

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
