using System.Globalization;
using ChatBot.Conversation.Commands;
using ChatBot.Conversation.Understanding.MeetingTimes;
using Xunit;

namespace ChatBot.Conversation.Tests.Commands;

public sealed class MeetingTimeWordsTests
{
    [Theory]
    [InlineData("3月11日15:00", "2026-03-11 15:00")]
    [InlineData("2026-03-11 15:00", "2026-03-11 15:00")]
    [InlineData("3/11 15：00", "2026-03-11 15:00")]
    [InlineData("下周五14:00-16:30", "2026-03-13 14:00-16:30")]
    [InlineData("周五三点", "2026-03-06 15:00")]
    [InlineData("周五14:00", "2026-03-06 14:00")]
    [InlineData("明天下午3点半", "2026-03-05 15:30")]
    [InlineData("今天", "2026-03-04")]
    [InlineData("15:30", "15:30")]
    public void TryRead_WholeTime_IsRead(string text, string expected)
    {
        Assert.True(new MeetingTimeWords(new MeetingTimeReader()).TryRead(text, CommandBench.ScopeOf(text), out var time));
        var parts = new[] { time.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Clock(time.Start) + (time.End is null ? "" : "-" + Clock(time.End)) };
        Assert.Equal(expected, string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("32点")]
    [InlineData("学习3月11日讲话")]
    [InlineData("三楼会议室")]
    [InlineData("下周")]
    [InlineData("3月32日15:00")]
    public void TryRead_OtherWords_AreNoTime(string text) =>
        Assert.False(new MeetingTimeWords(new MeetingTimeReader()).TryRead(text, CommandBench.ScopeOf(text), out _));

    private static string Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
}
