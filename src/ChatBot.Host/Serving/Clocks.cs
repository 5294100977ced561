using ChatBot.Kernel.Time;

namespace ChatBot.Host.Serving;

/// <summary>The hands of a clock that may be moved: in the simulator, the demo and tests; absent in production.</summary>
public interface IClockHands
{
    /// <summary>Moves the clock forward to an instant; one in the past is refused with false.</summary>
    bool MoveTo(DateTimeOffset instant);
}

/// <summary>The machine's clock, shifted forward by hand; between two moves it runs on (<c>Clock:Movable</c>).</summary>
public sealed class ShiftedClock : TimeProvider, IClockHands
{
    private long _shift;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    /// <inheritdoc/>
    public bool MoveTo(DateTimeOffset instant)
    {
        var by = instant - GetUtcNow();
        if (by < TimeSpan.Zero)
        {
            return false;
        }

        Interlocked.Add(ref _shift, by.Ticks);
        return true;
    }
}

/// <summary>Moves a clock that stands still between moves; for tests and the story.</summary>
public sealed class MovableClockHands(MovableClock clock) : IClockHands
{
    /// <inheritdoc/>
    public bool MoveTo(DateTimeOffset instant)
    {
        if (instant < clock.GetUtcNow())
        {
            return false;
        }

        clock.SetUtcNow(instant);
        return true;
    }
}
