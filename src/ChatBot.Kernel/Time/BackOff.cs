namespace ChatBot.Kernel.Time;

/// <summary>
/// Pauses between tries: doubled from the first to the longest, each spread at random, so that many callers who failed
/// together do not come back together.
/// </summary>
/// <remarks>
/// Polly.Core reckons such pauses inside its retry strategy alone, while it holds the call. Here the next try is a stored
/// due time, or belongs to a connection that outlives every call, so only the pause itself is needed.
/// </remarks>
/// <param name="first">The first pause, before it is spread.</param>
/// <param name="longest">The longest pause, before it is spread.</param>
/// <param name="spread">By what share a pause may be shorter or longer; from 0 (never) to 1.</param>
/// <param name="random">Numbers from 0 up to, not including, 1; the process's own where none is given.</param>
public sealed class BackOff(TimeSpan first, TimeSpan longest, double spread = 0.2, Func<double>? random = null)
{
    private const int MostDoublings = 20;
#pragma warning disable RS0030 // This is where pauses get their numbers from.
    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;
#pragma warning restore RS0030

    /// <summary>The pause after a failed try.</summary>
    /// <param name="failures">How many tries failed before it, from 0.</param>
    public TimeSpan Pause(int failures) => Pause(failures, _random());

    /// <summary>The pause after a failed try, for one random number.</summary>
    /// <param name="failures">How many tries failed before it, from 0.</param>
    /// <param name="number">From 0, the shortest pause, to 1, the longest.</param>
    public TimeSpan Pause(int failures, double number)
    {
        var doubled = first * Math.Pow(2, Math.Clamp(failures, 0, MostDoublings));
        return (doubled < longest ? doubled : longest) * (1 - spread + (2 * spread * number));
    }
}
