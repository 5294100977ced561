using ChatBot.Conversation.Understanding.DateTimes;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class DateTimeRecognizerTests
{
    // A Wednesday.
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);

    [Theory]
    [InlineData("三天后碰头", "三天后", DateTimeType.Date, "2026-03-07")]
    [InlineData("半天就够", "半天", DateTimeType.Duration, "P0.5D")]
    [InlineData("十五点半见", "十五点半", DateTimeType.Time, "T15:30")]
    [InlineData("下周三下午三点", "下周三下午三点", DateTimeType.DateTime, "2026-03-11T15")]
    [InlineData("本月最后一个周五", "本月最后一个周五", DateTimeType.Date, "2026-03-WXX-5-#5")]
    [InlineData("这周末搬家", "这周末", DateTimeType.DateRange, "2026-W10-WE")]
    [InlineData("差一刻八点出发", "差一刻八点", DateTimeType.Time, "T07:45")]
    [InlineData("下周一到周三培训", "下周一到周三", DateTimeType.DateRange, "(2026-03-09,2026-03-11,P2D)")]
    [InlineData("3月5-8日", "3月5-8日", DateTimeType.DateRange, "(XXXX-03-05,XXXX-03-08,P3D)")]
    [InlineData("18-20号", "18-20号", DateTimeType.DateRange, "(XXXX-XX-18,XXXX-XX-20,P2D)")]
    [InlineData("周一至五", "周一至五", DateTimeType.DateRange, "(XXXX-WXX-1,XXXX-WXX-5,P4D)")]
    [InlineData("下午2-4点", "下午2-4点", DateTimeType.TimeRange, "(T14,T16,PT2H)")]
    [InlineData("明后天都行", "明后天", DateTimeType.DateRange, "(2026-03-05,2026-03-07,P2D)")]
    [InlineData("周五(3月6日)", "周五", DateTimeType.Date, "XXXX-WXX-5")]
    [InlineData("每月十五号交", "每月十五号", DateTimeType.Set, "XXXX-XX-15")]
    [InlineData("每周五下午三点", "每周五下午三点", DateTimeType.Set, "XXXX-WXX-5T15")]
    [InlineData("去年第三季度", "去年第三季度", DateTimeType.DateRange, "(2025-07-01,2025-10-01,P3M)")]
    [InlineData("三天内答复", "三天内", DateTimeType.DateRange, "(2026-03-04,2026-03-07,P3D)")]
    [InlineData("一个半小时", "一个半小时", DateTimeType.Duration, "PT1.5H")]
    [InlineData("晚上七点半到九点", "晚上七点半到九点", DateTimeType.TimeRange, "(T19:30,T21,PT1H30M)")]
    [InlineData("週五下午", "週五下午", DateTimeType.DateTimeRange, "XXXX-WXX-5TAF")]
    [InlineData("２０２６－０３－１１", "2026-03-11", DateTimeType.Date, "2026-03-11")]
    [InlineData("查下下周的会", "下周", DateTimeType.DateRange, "2026-W11")]
    [InlineData("问一下周五的会", "周五", DateTimeType.Date, "XXXX-WXX-5")]
    public void Recognize_OneExpression_IsFoundWithItsTimex(string input, string text, DateTimeType type, string timex)
    {
        var entity = DateTimeRecognizer.Recognize(input, Said)[0];

        Assert.Equal((text, type, timex), (entity.Text, entity.Type, entity.Timex));
    }

    [Theory]
    [InlineData("周三", "2026-02-25", "2026-03-04")]
    [InlineData("周五", "2026-02-27", "2026-03-06")]
    [InlineData("3月4日", "2025-03-04", "2026-03-04")]
    [InlineData("31号", "2026-01-31", "2026-03-31")]
    public void Recognize_DayWithoutYearOrWeek_GivesThePastAndTheComingOne(string input, string past, string coming)
    {
        var entity = Assert.Single(DateTimeRecognizer.Recognize(input, Said));

        Assert.Equal([past, coming], entity.Readings.Select(static reading => reading.Point!.Value.ToString("yyyy-MM-dd", null)));
    }

    [Theory]
    [InlineData("房间在3号楼308")]
    [InlineData("电话13800138000")]
    [InlineData("服务器10.0.12.7")]
    [InlineData("今日头条")]
    [InlineData("一点都不难")]
    [InlineData("三年级二班")]
    [InlineData("早饭和晚饭")]
    [InlineData("四川的五角大楼")]
    [InlineData("版本1.2.3")]
    public void Recognize_NoTime_FindsNothing(string input) => Assert.Empty(DateTimeRecognizer.Recognize(input, Said));

    [Fact]
    public void Recognize_SeveralExpressions_FindsAllInOrder()
    {
        var entities = DateTimeRecognizer.Recognize("周三出差，周五下午两点的会改到下周一上午", Said);

        Assert.Equal(["周三", "周五下午两点", "下周一上午"], entities.Select(static entity => entity.Text));
    }

    [Fact]
    public void Recognize_ImpossibleDay_IsNotResolved()
    {
        var entity = Assert.Single(DateTimeRecognizer.Recognize("2027年2月29日", Said));

        Assert.False(Assert.Single(entity.Readings).IsResolved);
    }

    [Fact]
    public void Recognize_ReferenceOutsideTheCalendar_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DateTimeRecognizer.Recognize("明天", DateTime.MinValue));
}
