using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Numbers;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>What holds for any text, put together from pieces that times and numbers are made of.</summary>
public sealed class RecognizerPropertyTests
{
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);

    private static readonly string[] Pieces =
    [
        "一", "二", "三", "十", "百", "千", "万", "亿", "零", "半", "两", "1", "29", "2026", "31", "99", "9999", "001", "年", "月", "日", "号", "周", "星期", "天", "点", "分", "秒", "小时", "个", "上", "下", "本", "这",
        "到", "-", "~", "/", ".", ":", " ", "，", "的", "之前", "后", "内", "每", "最后一个", "第", "季度", "世纪", "年代", "春节", "明天", "下午", "晚上", "现在", "从", "和", "之间", "初", "农历", "９", "週", "過去", "未来", "钟", "刻", "差", "起", "p.m.", "康熙", "😀", "=",
    ];

    private static readonly Arbitrary<string> Texts =
        Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces)).ToArbitrary();

    [Fact]
    public void Recognize_AnyText_EntitiesAreInOrderAndInside() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Texts, static text =>
    {
        var end = 0;
        foreach (var entity in DateTimeRecognizer.Recognize(text, Said))
        {
            Assert.True(entity.Start >= end && entity.Length > 0 && entity.End <= text.Length);
            Assert.Equal(entity.Text.Length, entity.Length);
            Assert.NotEmpty(entity.Readings);
            end = entity.End;
        }
    }));

    [Fact]
    public void Recognize_AnyText_RangesDoNotRunBackwards() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Texts, static text =>
    {
        foreach (var reading in DateTimeRecognizer.Recognize(text, Said).SelectMany(static entity => entity.Readings))
        {
            Assert.True(reading.Start is null || reading.End is null || reading.Start <= reading.End, $"{text}: {reading.Timex}");
        }
    }));

    [Fact]
    public void Recognize_FullWidthDigits_ChangeNothing() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Texts, static text =>
    {
        var wide = string.Concat(text.Select(static c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c));
        Assert.Equal(
            DateTimeRecognizer.Recognize(text, Said).Select(static entity => (entity.Text, entity.Start, entity.Timex)),
            DateTimeRecognizer.Recognize(wide, Said).Select(static entity => (entity.Text, entity.Start, entity.Timex)));
    }));

    [Fact]
    public void RecognizeNumber_AnyText_EntitiesAreInOrderAndInside() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Texts, static text =>
    {
        var end = 0;
        foreach (var entity in NumberRecognizer.Recognize(text))
        {
            Assert.True(entity.Start >= end && entity.Length > 0 && entity.Start + entity.Length <= text.Length);
            end = entity.Start + entity.Length;
        }
    }));

    [Fact]
    public void RecognizeNumber_AnyWholeNumberInChinese_IsReadBack() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.Choose(11, 99_999_999).ToArbitrary(), static number =>
    {
        var entity = Assert.Single(NumberRecognizer.Recognize(ChineseNumber.Write(number)));
        Assert.Equal(number, entity.Value);
    }));
}
