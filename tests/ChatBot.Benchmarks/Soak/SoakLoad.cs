using System.Diagnostics;
using ChatBot.Benchmarks.Turn;

namespace ChatBot.Benchmarks.Soak;

/// <summary>Members that talk for a length of time, as fast as they are answered or at a pace.</summary>
internal static class SoakLoad
{
    /// <summary>Plays; the turns a second that came of it.</summary>
    /// <param name="port">Where the service listens.</param>
    /// <param name="people">Who talks.</param>
    /// <param name="atOnce">Members at once.</param>
    /// <param name="perSecond">Turns a second over all; null for as many as can be.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<double> PlayAsync(
        int port, SoakPeople people, int atOnce, double? perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var turns = 0L;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            await using var client = await LoadClient.ConnectAsync(port, cancellationToken);
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                foreach (var request in people.Take())
                {
                    await client.SendAsync(request, cancellationToken);
                    var done = Interlocked.Increment(ref turns);
                    if (perSecond is { } pace && TimeSpan.FromSeconds(done / pace) - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
                    {
                        await Task.Delay(early, cancellationToken);
                    }
                }
            }
        }));
        return turns / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
