namespace ChatBot.PlatformDoubles;

/// <summary>The system's time moved by an amount that can be changed, so that a standalone double follows a bot whose clock is moved.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _shiftTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _shiftTicks));

    /// <summary>Sets the present time; it goes on from there.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _shiftTicks, (now - base.GetUtcNow()).Ticks);
}
