using ChatBot.Conversation.Understanding.Numbers;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class NumberRecognizerTests
{
    [Theory]
    [InlineData("来了三十七个人", "三十七", 37)]
    [InlineData("一千二", "一千二", 1200)]
    [InlineData("三万六", "三万六", 36000)]
    [InlineData("八百零六", "八百零六", 806)]
    [InlineData("贰仟零壹拾", "贰仟零壹拾", 2010)]
    [InlineData("两百多万", "两百多万", 2000000)]
    [InlineData("1.5万", "1.5万", 15000)]
    [InlineData("12,300元", "12,300", 12300)]
    [InlineData("二十亿", "二十亿", 2000000000)]
    [InlineData("负三十", "负三十", -30)]
    [InlineData("三打鸡蛋", "三打", 36)]
    [InlineData("五分之二", "五分之二", 0.4)]
    [InlineData("三点五", "三点五", 3.5)]
    public void Recognize_OneNumber_IsRead(string input, string text, double value)
    {
        var entity = Assert.Single(NumberRecognizer.Recognize(input));

        Assert.Equal((text, (decimal)value, false), (entity.Text, entity.Value, entity.IsOrdinal));
    }

    [Theory]
    [InlineData("第十二名", 12)]
    [InlineData("第2個", 2)]
    public void Recognize_Ordinal_IsMarked(string input, int value)
    {
        var entity = Assert.Single(NumberRecognizer.Recognize(input));

        Assert.True(entity.IsOrdinal);
        Assert.Equal(value, entity.Value);
    }

    [Theory]
    [InlineData("大家一起来")]
    [InlineData("统一安排")]
    [InlineData("陆续到场")]
    [InlineData("收拾一下")]
    [InlineData("星期三")]
    [InlineData("十分感谢")]
    public void Recognize_NumberCharacterInAWord_IsNoNumber(string input) => Assert.Empty(NumberRecognizer.Recognize(input));
}
