using ChatBot.Kernel.Time;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Counts what went wrong with a connection, each kind for itself, and says how long to wait before the next try.</summary>
internal sealed class RobotSetbacks(RobotTimings timings)
{
    /// <summary>After so many failures in a row another replica may have a way out.</summary>
    private const int FailuresBeforeGivingWay = 3;

    private readonly BackOff _afterFailure = new(timings.FirstPause, timings.LongestPause, spread: 0.25);
    private readonly BackOff _afterRefusal = new(timings.AfterRefusal, timings.LongestWait, spread: 0);
    private readonly BackOff _afterTakeOver = new(timings.AfterTakeOver, timings.LongestWait, spread: 0);
    private int _failures;
    private int _refusals;
    private int _takeOvers;

    /// <summary>Whether the lease is better given back meanwhile.</summary>
    public bool ShouldGiveWay => _failures > FailuresBeforeGivingWay;

    /// <summary>It broke, or could not be opened. Services that lost the platform together must not come back together.</summary>
    public TimeSpan Failed() => _afterFailure.Pause(_failures++);

    /// <summary>Bot id or secret were refused.</summary>
    public TimeSpan Refused() => _afterRefusal.Pause(_refusals++);

    /// <summary>Somebody else connected.</summary>
    public TimeSpan TakenOver() => _afterTakeOver.Pause(_takeOvers++);

    /// <summary>A connection stood for a while: bot id and secret are right, and one that held was a good one.</summary>
    public void Forgive(TimeSpan lived)
    {
        _refusals = 0;
        if (lived > timings.LongestPause)
        {
            (_failures, _takeOvers) = (0, 0);
        }
    }
}
