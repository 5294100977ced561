using ChatBot.Kernel;
using ChatBot.Kernel.Time;
using Xunit;

namespace ChatBot.Application.Tests;

public sealed class TimeOrderedIdsTests
{
    private readonly MovableClock _clock = new(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public void New_ManyInOneMillisecond_KeepTheirOrderAndTheVersion()
    {
        var source = new TimeOrderedIds(_clock);

        var ids = Enumerable.Range(0, 10_000).Select(_ => source.New()).ToList();

        Assert.Equal(ids.Select(i => i.ToString()).Order(StringComparer.Ordinal), ids.Select(i => i.ToString()));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, 2), (id.Version, id.Variant >> 2)));
    }

    [Fact]
    public void New_AfterTheClockWasSetBack_StillGrows()
    {
        var source = new TimeOrderedIds(_clock);
        var before = source.New();

        _clock.SetBack(_clock.GetUtcNow().AddHours(-1));

        Assert.True(string.CompareOrdinal(before.ToString(), source.New().ToString()) < 0);
    }
}
