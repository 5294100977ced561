using ChatBot.Capabilities.Points;
using Xunit;

namespace ChatBot.Kernel.Tests.Points;

public sealed class PointsTests
{
    [Fact]
    public void Rank_EqualTotals_ShareTheRankAndTheNextIsSkipped() =>
        Assert.Equal([1, 2, 2, 4], PointsRanking.Rank([Total(1, 5), Total(2, 9.5m), Total(3, 7), Total(4, 7)]).Select(r => r.Rank));

    [Fact]
    public void Rank_Totals_AreOrderedFromTheHighestAndWithinATieByMember() => Assert.Equal(
        [Total(2, 9.5m), Total(3, 7), Total(4, 7), Total(1, -1)],
        PointsRanking.Rank([Total(4, 7.0m), Total(1, -1), Total(2, 9.50m), Total(3, 7)]).Select(r => (r.Member, r.Points)));

    [Fact]
    public void Rank_Nobody_IsEmpty() => Assert.Empty(PointsRanking.Rank([]));

    [Theory]
    [InlineData("2026-03-31 23:59:59", 202603)]
    [InlineData("2026-04-01 00:00:00", 202604)] // §23.11: 24:00 of the last day is the next month, and quarter.
    [InlineData("2025-12-31 23:59:59", 202512)]
    [InlineData("2026-01-01 00:00:00", 202601)]
    public void Of_EdgeOfAMonthInShanghai_IsThatMonth(string local, int key) =>
        Assert.Equal(key, PointsMonth.Of(Samples.Shanghai.Day(Samples.At(local))).Key);

    [Theory]
    [InlineData(202602, 28, 202601, 202603)]
    [InlineData(202802, 29, 202801, 202803)]
    [InlineData(202612, 31, 202611, 202701)]
    [InlineData(202601, 31, 202512, 202602)]
    public void Month_Neighbours_AreCalendarMonths(int key, int lastDay, int previous, int next)
    {
        var month = PointsMonth.FromKey(key);

        Assert.Equal(key, month.Key);
        Assert.Equal(1, month.FirstDay.Day);
        Assert.Equal(lastDay, month.LastDay.Day);
        Assert.Equal(previous, month.Previous.Key);
        Assert.Equal(next, month.Next.Key);
    }

    private static (MemberId Member, decimal Points) Total(int member, decimal points) => (new MemberId(Samples.Id(member)), points);
}
