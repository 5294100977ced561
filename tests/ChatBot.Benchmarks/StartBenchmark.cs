using System.Globalization;
using ChatBot.Benchmarks.Turn;
using ChatBot.TestKit;

namespace ChatBot.Benchmarks;

/// <summary>From starting the process to <c>/health/ready</c>, migrations done, with the demo's settings.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 9;
    private const double BarSeconds = 2;

    /// <summary>Runs and prints.</summary>
    public static async Task<int> RunAsync(string hostDll, string dialogs)
    {
        await using var books = await TestDatabase.CreateAsync(Settings.Postgres);
        var environment = TurnBenchmark.Environment(books.ConnectionString, Settings.Redis, dialogs);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ChildServer.StartAsync([hostDll, "serve"], environment, CancellationToken.None);
            times.Add(server.Started.TotalSeconds);
        }

        times.Sort();
        var ratio = times[Rounds / 2] / BarSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start ratio={ratio:F3} bar=1.000 {(ratio <= 1 ? "ok" : "short")}"));
        return 0;
    }
}
