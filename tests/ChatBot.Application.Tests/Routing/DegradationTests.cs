using ChatBot.Kernel.Routing;
using Xunit;

namespace ChatBot.Kernel.Tests.Routing;

public sealed class DegradationTests
{
    [Theory]
    [InlineData(0.00, 0.50, BudgetStage.Plenty)]
    [InlineData(0.49, 0.01, BudgetStage.Plenty)]
    [InlineData(0.50, 0.39, BudgetStage.Saving)]
    [InlineData(0.50, 0.40, BudgetStage.Plenty)]
    [InlineData(0.79, 0.70, BudgetStage.Plenty)]
    [InlineData(0.80, 0.79, BudgetStage.Saving)]
    [InlineData(0.80, 0.80, BudgetStage.Plenty)]
    [InlineData(0.90, 0.80, BudgetStage.Tight)]
    [InlineData(0.90, 0.95, BudgetStage.Saving)]
    [InlineData(0.95, 1.00, BudgetStage.Last)]
    [InlineData(0.9999, 1.00, BudgetStage.Last)]
    [InlineData(1.00, 1.00, BudgetStage.Spent)]
    [InlineData(1.70, 0.10, BudgetStage.Spent)]
    public void StageOf_SpentAndElapsed_IsTheStatedOne(double spent, double elapsed, BudgetStage stage) =>
        Assert.Equal(stage, Degradation.StageOf(spent, elapsed));

    [Fact]
    public void StageOf_MoreSpentOrEarlierInTheMonth_IsNeverMilder()
    {
        for (var elapsed = 0.0; elapsed <= 1; elapsed += 0.01)
        {
            for (var spent = 0.0; spent < 1.2; spent += 0.01)
            {
                Assert.True(Degradation.StageOf(spent, elapsed) <= Degradation.StageOf(spent + 0.01, elapsed));
                Assert.True(Degradation.StageOf(spent, elapsed) >= Degradation.StageOf(spent, elapsed + 0.01));
            }
        }
    }

    [Fact]
    public void VerdictOn_AnyStage_WhatMattersMoreIsNeverHeldBackMore()
    {
        foreach (var stage in Enum.GetValues<BudgetStage>())
        {
            var verdicts = Enum.GetValues<MessageClass>().Select(c => Degradation.VerdictOn(stage, c) == BudgetVerdict.Send).ToList();
            Assert.Equal(verdicts.OrderBy(sends => sends), verdicts);
        }
    }

    [Theory]
    [InlineData(MessageClass.Chatter, "Send Gather Drop Drop Drop")]
    [InlineData(MessageClass.Digest, "Send Send Drop Drop Drop")]
    [InlineData(MessageClass.Reminder, "Send Send Send Drop Drop")]
    [InlineData(MessageClass.Notice, "Send Send Send Send AwaitMonth")]
    [InlineData(MessageClass.Decision, "Send Send Send Send AwaitMonth")]
    public void VerdictOn_ClassByStage_IsTheStatedOrder(MessageClass messageClass, string verdicts) => Assert.Equal(
        verdicts, string.Join(' ', Enum.GetValues<BudgetStage>().Select(s => Degradation.VerdictOn(s, messageClass))));

    [Fact]
    public void ExhaustedAt_PaceOfTheMonth_NamesTheDayOrNone()
    {
        var month = PlatformMonth.Of(new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.FromHours(8)));
        var now = month.Start.AddDays(10);

        Assert.Equal("202603", month.Key);
        Assert.Equal(month.Start.AddDays(20), Degradation.ExhaustedAt(0.5, month.Start, month.End, now));
        Assert.Null(Degradation.ExhaustedAt(0.3, month.Start, month.End, now));
        Assert.Null(Degradation.ExhaustedAt(0, month.Start, month.End, now));
        Assert.Equal(now, Degradation.ExhaustedAt(1.5, month.Start, month.End, now));
    }

    [Fact]
    public void PlatformMonth_LastHourOfTheMonthInUtc_IsTheNextInBeijing()
    {
        var month = PlatformMonth.Of(new DateTimeOffset(2026, 3, 31, 16, 0, 0, TimeSpan.Zero));

        Assert.Equal(("202604", 0.0), (month.Key, month.Elapsed(month.Start)));
        Assert.Equal(1, month.Elapsed(month.End));
    }
}
