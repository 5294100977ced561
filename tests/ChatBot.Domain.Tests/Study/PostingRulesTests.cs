using ChatBot.Capabilities.Study;
using Xunit;

namespace ChatBot.Kernel.Tests.Study;

public sealed class PostingRulesTests
{
    private static readonly IReadOnlyList<string> Marks = new PostingPolicy().BlockedMarks;

    [Theory]
    [InlineData("学习材料（内部）", "内部")]
    [InlineData("此件不予公开", "不予公开")]
    [InlineData("机密★一年", "机密")]
    [InlineData("机　密", "机密")] // Headers of documents are set with spaces between the characters.
    [InlineData("秘 密", "秘密")]
    [InlineData("内\u00a0部\u2003资料", "内部")]
    public void FindMark_MarkedText_IsFound(string text, string mark) => Assert.Equal(mark, PostingRules.FindMark(Marks, text)); // C-25

    [Theory]
    [InlineData("学习党章第一章")]
    [InlineData("会议定在校内\n部分同志线上参加")] // A line ends between the two characters.
    [InlineData("")]
    public void FindMark_PlainText_IsNotMarked(string text) => Assert.Null(PostingRules.FindMark(Marks, text));

    [Fact]
    public void FindMark_SeveralTexts_LooksIntoEach() => Assert.Equal("绝密", PostingRules.FindMark(Marks, null, "标题", "附件：绝密"));

    [Fact]
    public void FindMark_NoMarksInThePolicy_FindsNothing() => Assert.Null(PostingRules.FindMark([], "内部"));
}
