using ChatBot.Kernel.Time;
using Xunit;

namespace ChatBot.Kernel.Tests.Time;

public sealed class MovableClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly MovableClock _clock = new(Start);

    [Fact]
    public void Advance_ByHand_MovesInstantAndTimestampTogether()
    {
        var before = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(Start.AddMinutes(90), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _clock.GetUtcNow().Offset);
        Assert.Equal(TimeSpan.FromMinutes(90), _clock.GetElapsedTime(before));
    }

    [Fact]
    public void Advance_Backwards_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.SetUtcNow(Start.AddSeconds(-1)));
    }

    [Fact]
    public void Advance_OverSeveralTimers_FiresEachAtItsOwnTimeInOrder()
    {
        var fired = new List<(string Name, DateTimeOffset At)>();
        using var late = Timer("late", 30, Timeout.InfiniteTimeSpan);
        using var repeated = Timer("repeated", 10, TimeSpan.FromSeconds(15));
        using var never = Timer("never", 41, Timeout.InfiniteTimeSpan);

        _clock.SetUtcNow(Start.AddSeconds(40));

        Assert.Equal(
            [("repeated", Start.AddSeconds(10)), ("repeated", Start.AddSeconds(25)), ("late", Start.AddSeconds(30)), ("repeated", Start.AddSeconds(40))],
            fired);
        Assert.Equal(Start.AddSeconds(40), _clock.GetUtcNow());

        ITimer Timer(string name, int seconds, TimeSpan period) =>
            _clock.CreateTimer(_ => fired.Add((name, _clock.GetUtcNow())), null, TimeSpan.FromSeconds(seconds), period);
    }

    [Fact]
    public void Timer_ChangedOrDisposed_FollowsTheLastWord()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(0, fired);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);

        timer.Change(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void Timer_DueAtOnce_FiresWithoutTheClockBeingMoved()
    {
        var fired = 0;

        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal(1, fired);
    }

    [Fact]
    public async Task Delay_OnThisClock_EndsWhenItIsMoved()
    {
        var delay = Task.Delay(TimeSpan.FromHours(3), _clock, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromHours(1));

        await delay;
    }
}
