namespace ChatBot.Kernel.Time;

/// <summary>
/// A clock moved by hand: tests and the demo live through weeks in seconds. Moving it fires the timers that fall due on
/// the way, in order, each at its own time. Safe for many threads; timers fire on the thread that moves the clock.
/// </summary>
public sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<MovableTimer> _timers = [];
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _elapsed;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new MovableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time runs in one direction.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (_gate)
        {
            target = _elapsed + by.Ticks;
        }

        while (StepTowards(target) is { } due)
        {
            due.Fire();
        }
    }

    /// <summary>Moves forward to an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is in the past.</exception>
    public void SetUtcNow(DateTimeOffset instant) => Advance(instant - GetUtcNow());

    /// <summary>
    /// Sets the wall clock back, as an operator may: what was measured goes on, and timers keep their distance. For tests that
    /// live through the same week several times.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies ahead.</exception>
    public void SetBack(DateTimeOffset instant)
    {
        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(instant, _now);
            _now = instant.ToUniversalTime();
        }
    }

    /// <summary>Moves to the next timer that is due by <paramref name="target"/> and returns it, or moves there and returns null.</summary>
    private MovableTimer? StepTowards(long target)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.DueAt <= target).MinBy(t => t.DueAt);
            var elapsed = Math.Max(_elapsed, next?.DueAt ?? target);
            _now = _now.AddTicks(elapsed - _elapsed);
            _elapsed = elapsed;
            next?.MoveOn();
            return next;
        }
    }

    private sealed class MovableTimer(MovableClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                _period = period;
                DueAt = clock._elapsed + dueTime.Ticks;
                clock._timers.Add(this);
            }

            // Due at once is due now: nobody may ever move this clock again.
            if (dueTime <= TimeSpan.Zero)
            {
                clock.Advance(TimeSpan.Zero);
            }

            return true;
        }

        /// <summary>To the next period, or out of the list.</summary>
        public void MoveOn()
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt += _period.Ticks;
            }
            else
            {
                clock._timers.Remove(this);
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
