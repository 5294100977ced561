using ChatBot.Kernel.Time;
using Xunit;

namespace ChatBot.Application.Tests.Time;

public sealed class BackOffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(0, 0.5, 5)]
    [InlineData(0, 0, 4)]
    [InlineData(0, 1, 6)]
    [InlineData(3, 0.5, 40)]
    [InlineData(8, 0.5, 900)]
    [InlineData(8, 1, 1080)]
    [InlineData(int.MaxValue, 0, 720)]
    [InlineData(-1, 0.5, 5)]
    public void Pause_FailuresAndNumber_IsDoubledBoundedAndSpread(int failures, double number, double seconds) =>
        Assert.Equal(seconds, new BackOff(First, Longest).Pause(failures, number).TotalSeconds, 6);

    [Fact]
    public void Pause_WithoutSpread_IsTheSameForEveryNumber()
    {
        var backOff = new BackOff(First, Longest, spread: 0);

        Assert.Equal([First * 4, First * 4], [backOff.Pause(2, 0), backOff.Pause(2, 1)]);
    }

    [Fact]
    public void Pause_WithAGivenSource_TakesItsNumbers()
    {
        var numbers = new Queue<double>([0, 1]);
        var backOff = new BackOff(First, Longest, spread: 0.5, numbers.Dequeue);

        Assert.Equal([TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(7.5)], [backOff.Pause(0), backOff.Pause(0)]);
    }
}
