using System.Globalization;
using ChatBot.Benchmarks.Turn;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;

namespace ChatBot.Benchmarks.Soak;

/// <summary>
/// Half an hour at half of what the service can do: leave asked for in four turns and taken back in two, pushes to the
/// secretaries meanwhile. The memory of the last third is held against the third before.
/// </summary>
internal static class SoakBenchmark
{
    private const int Branches = 600;
    private const int AtOnce = 32;
    private const double Bar = 1.05;
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(1);

    /// <summary>Runs and prints. <c>BRANCHBOT_SOAK_MINUTES</c> is the length, 30 unless it says otherwise.</summary>
    public static async Task<int> RunAsync(string hostDll, string dialogs)
    {
        var minutes = double.Parse(System.Environment.GetEnvironmentVariable("BRANCHBOT_SOAK_MINUTES") ?? "30", CultureInfo.InvariantCulture);
        await using var books = await TestDatabase.CreateAsync(Settings.Postgres);
        await using var platform = await WeComDouble.StartAsync(new WeComDoubleOptions { AppPerMemberAndMinute = 0 });
        var environment = TurnBenchmark.Environment(books.ConnectionString, Settings.Redis, dialogs);
        environment["Channels__WeCom__main__ApiBaseUrl"] = platform.BaseUrl.ToString();
        environment["Outbox__Dispatches"] = "true";
        await TurnBenchmark.SeedAsync(environment, Branches);
        await using var server = await ChildServer.StartAsync([hostDll, "serve"], environment, CancellationToken.None);

        var people = new SoakPeople(Branches);
        var full = await SoakLoad.PlayAsync(server.Port, people, AtOnce, perSecond: null, Probe, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var sampling = SampleAsync(server, platform, stop.Token);
        var half = await SoakLoad.PlayAsync(server.Port, people, AtOnce, full / 2, TimeSpan.FromMinutes(minutes), CancellationToken.None);
        await stop.CancelAsync();
        var samples = await sampling;

        var third = samples.Count / 3;
        var (before, last) = (samples.Skip(samples.Count - (2 * third)).Take(third).Average(), samples.TakeLast(third).Average());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{minutes} minutes at {half / full:F2} of the full speed; first third to last: {last / samples.Take(third).Average():F3}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"soak ratio={last / before:F3} bar={Bar:F3} {(last / before <= Bar ? "ok" : "short")}"));
        return 0;
    }

    /// <summary>The server's memory once a second, in bytes.</summary>
    private static async Task<List<double>> SampleAsync(ChildServer server, WeComDouble platform, CancellationToken cancellationToken)
    {
        var samples = new List<double>();
        using var timer = new PeriodicTimer(Sampling);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                samples.Add(server.Memory);

                // What the double has kept is not the service's memory, but it is this machine's.
                platform.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up.
        }

        return samples;
    }
}
