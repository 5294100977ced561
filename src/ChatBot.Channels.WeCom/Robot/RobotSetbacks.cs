namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Counts what went wrong with a connection, each kind for itself, and says how long to wait before the next try.</summary>
internal sealed class RobotSetbacks(RobotTimings timings)
{
    /// <summary>After so many failures in a row another replica may have a way out.</summary>
    private const int FailuresBeforeGivingWay = 3;

    private int _failures;
    private int _refusals;
    private int _takeOvers;

    /// <summary>Whether the lease is better given back meanwhile.</summary>
    public bool ShouldGiveWay => _failures > FailuresBeforeGivingWay;

    /// <summary>It broke, or could not be opened. Services that lost the platform together must not come back together.</summary>
    public TimeSpan Failed() => Doubled(timings.FirstPause, _failures++, timings.LongestPause) * (0.75 + (Random.Shared.NextDouble() / 2));

    /// <summary>Bot id or secret were refused.</summary>
    public TimeSpan Refused() => Doubled(timings.AfterRefusal, _refusals++, timings.LongestWait);

    /// <summary>Somebody else connected.</summary>
    public TimeSpan TakenOver() => Doubled(timings.AfterTakeOver, _takeOvers++, timings.LongestWait);

    /// <summary>A connection stood for a while: bot id and secret are right, and one that held was a good one.</summary>
    public void Forgive(TimeSpan lived)
    {
        _refusals = 0;
        if (lived > timings.LongestPause)
        {
            (_failures, _takeOvers) = (0, 0);
        }
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(times, 16)));
}
