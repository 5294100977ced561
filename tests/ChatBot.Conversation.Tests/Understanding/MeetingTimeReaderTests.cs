using System.Globalization;
using ChatBot.Conversation.Understanding.MeetingTimes;
using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

public sealed class MeetingTimeReaderTests
{
    // A Wednesday.
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);

    private static readonly MeetingTimeReader Reader = new();

    [Theory]
    [InlineData("周三", "2026-03-04")]
    [InlineData("周一", "2026-03-09")]
    [InlineData("下周一", "2026-03-09")]
    [InlineData("下周日", "2026-03-15")]
    [InlineData("周一的会忘了请假", "2026-03-02")]
    [InlineData("8号", "2026-03-08")]
    [InlineData("3月2日", "2026-03-02")]
    [InlineData("1月1日", "2027-01-01")]
    [InlineData("周五，哦不，周四", "2026-03-05")]
    [InlineData("明天请假，说错了，是后天", "2026-03-06")]
    public void Read_Day_IsTheOneMeant(string text, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Reader.Read(text, Said)?.Date);

    [Theory]
    [InlineData("下周", "2026-03-09", "2026-03-15")]
    [InlineData("3.18-3.20", "2026-03-18", "2026-03-20")]
    [InlineData("这两天", "2026-03-04", "2026-03-05")]
    [InlineData("周四周五", "2026-03-05", "2026-03-06")]
    [InlineData("周末", "2026-03-07", "2026-03-08")]
    [InlineData("十号到十二号", "2026-03-10", "2026-03-12")]
    [InlineData("三月到五月", "2026-03-01", "2026-05-31")]
    public void Read_SeveralDays_EndsWithTheLastOne(string text, string first, string last)
    {
        var time = Reader.Read(text, Said)!;

        Assert.Equal(DateOnly.Parse(first, CultureInfo.InvariantCulture), time.Date);
        Assert.Equal(DateOnly.Parse(last, CultureInfo.InvariantCulture), time.DateEnd);
    }

    [Theory]
    [InlineData("明天三点", "15:00", false)]
    [InlineData("明天九点", "09:00", false)]
    [InlineData("明天七点", "07:00", true)]
    [InlineData("明天晚上七点半", "19:30", false)]
    [InlineData("周五的党课，下午两点", "14:00", false)]
    [InlineData("今天8点", "20:00", true)]
    [InlineData("中午十二点", "12:00", false)]
    public void Read_Time_IsOfOfficeHours(string text, string time, bool isAmbiguous)
    {
        var read = Reader.Read(text, Said)!;

        Assert.Equal(TimeOnly.Parse(time, CultureInfo.InvariantCulture), read.Time);
        Assert.Equal(isAmbiguous, read.IsAmbiguous);
    }

    [Fact]
    public void Read_LaterLastAfternoonHour_IsObeyed()
    {
        var reader = new MeetingTimeReader(new() { LastAfternoonHour = 8 });

        Assert.Equal(new TimeOnly(19, 0), reader.Read("明天七点", Said)?.Time);
    }

    [Fact]
    public void Read_WholeMonth_IsAMonth() => Assert.Equal(new DateOnly(2026, 2, 1), Reader.Read("二月份", Said, TimeDirection.Past)?.Month);

    [Fact]
    public void Read_PastDirection_TakesTheLastOne() => Assert.Equal(new DateOnly(2026, 2, 28), Reader.Read("周六", Said, TimeDirection.Past)?.Date);

    [Theory]
    [InlineData("早上好")]
    [InlineData("没有时间")]
    [InlineData("2026年")]
    [InlineData("每周五")]
    public void Read_NoDayOrTime_IsNull(string text) => Assert.Null(Reader.Read(text, Said));

    [Theory]
    [InlineData("3月11日15:00", "2026-03-11T15:00", null)]
    [InlineData("明天下午三点", "2026-03-05T15:00", null)]
    [InlineData("下周三 14:30-16:00", "2026-03-11T14:30", "2026-03-11T16:00")]
    [InlineData("2026-03-11 15:00", "2026-03-11T15:00", null)]
    [InlineData("周五晚上七点半", "2026-03-06T19:30", null)]
    [InlineData("周五晚上10点到凌晨1点", "2026-03-06T22:00", "2026-03-07T01:00")]
    public void TryReadPoint_Point_IsRead(string text, string start, string? end)
    {
        Assert.True(Reader.TryReadPoint(text, Said, out var from, out var to, out var problem, out _));
        Assert.Equal(MeetingTimeProblem.None, problem);
        Assert.Equal(DateTime.Parse(start, CultureInfo.InvariantCulture), from);
        Assert.Equal(end is null ? null : DateTime.Parse(end, CultureInfo.InvariantCulture), to);
    }

    [Theory]
    [InlineData("党课", MeetingTimeProblem.NotATime, 0)]
    [InlineData("明天", MeetingTimeProblem.NoTime, 2)]
    [InlineData("下午三点", MeetingTimeProblem.NoDay, 4)]
    [InlineData("明天下午三点党课", MeetingTimeProblem.OtherWords, 6)]
    public void TryReadPoint_NoPoint_SaysWhyAndWhere(string text, MeetingTimeProblem expected, int where)
    {
        Assert.False(Reader.TryReadPoint(text, Said, out _, out _, out var problem, out var position));
        Assert.Equal((expected, where), (problem, position));
    }
}
