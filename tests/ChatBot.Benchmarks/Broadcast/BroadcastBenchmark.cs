using System.Diagnostics;
using System.Globalization;
using ChatBot.Benchmarks.Turn;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Benchmarks.Broadcast;

/// <summary>
/// One reminder to each of ten thousand groups, by one replica and by two: each group gets it once, two need about half the
/// time, and the memory of a replica does not grow with the number of groups. The platform takes its time over each post,
/// as one at a distance does.
/// </summary>
internal static class BroadcastBenchmark
{
    private const int Groups = 10_000;
    private const double TimeBar = 0.6;
    private const double MemoryBar = 1.5;
    private static readonly TimeSpan PlatformTakes = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs and prints.</summary>
    public static async Task<int> RunAsync(string hostDll, string dialogs)
    {
        var settings = Path.Combine(Path.GetTempPath(), $"broadcast-{Guid.NewGuid():N}.json");
        await ManyGroups.WriteSettingsAsync(settings, Groups);
        try
        {
            var one = await SendAsync(hostDll, dialogs, settings, replicas: 1);
            var two = await SendAsync(hostDll, dialogs, settings, replicas: 2);
            State("broadcast-memory", Math.Max(one.Growth, two.Growth), MemoryBar);
            State("broadcast", two.Took / one.Took, TimeBar);
            return 0;
        }
        finally
        {
            File.Delete(settings);
        }
    }

    private static async Task<(TimeSpan Took, double Growth)> SendAsync(string hostDll, string dialogs, string settings, int replicas)
    {
        await using var platform = await WeComDouble.StartAsync(new WeComDoubleOptions
        {
            WebhookKeys = new HashSet<string>(Enumerable.Range(0, Groups).Select(ManyGroups.KeyOf), StringComparer.Ordinal),
        });
        platform.Delay(WeComRoutes.Webhook, PlatformTakes);
        await using var books = await TestDatabase.CreateAsync(Settings.Postgres);
        var environment = TurnBenchmark.Environment(books.ConnectionString, Settings.Redis, dialogs);
        environment["Channels__WeCom__main__ApiBaseUrl"] = platform.BaseUrl.ToString();
        environment["Outbox__Dispatches"] = "true";
        await ManyGroups.WriteAsync(environment, Groups, TimeProvider.System.GetUtcNow().AddHours(12));

        var servers = new List<ChildServer>();
        try
        {
            for (var i = 0; i < replicas; i++)
            {
                servers.Add(await ChildServer.StartAsync([hostDll, "serve", "--config", settings], environment, CancellationToken.None));
            }

            await MakeDueAsync(books.OutsideConnectionString);
            var started = Stopwatch.GetTimestamp();
            var early = await ArriveAsync(platform, Groups / 10, started, servers);
            var late = await ArriveAsync(platform, Groups, started, servers);
            var took = Stopwatch.GetElapsedTime(started);
            await CheckAsync(platform, books.OutsideConnectionString);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Groups:N0} groups by {replicas}: each once, {PlatformTakes.TotalMilliseconds} ms of the platform's time for each"));
            return (took, (double)late / early);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>All rows fall due now, so that the replicas begin together.</summary>
    private static async Task MakeDueAsync(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(TestDatabase.PastTheWall(postgres));
        await using var command = source.CreateCommand("UPDATE outbox SET due_at = now(), ready_at = now() WHERE kind = 'session.reminder'");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits for so many posts; the most memory that a replica has used by then.</summary>
    private static async Task<long> ArriveAsync(WeComDouble platform, int posts, long started, List<ChildServer> servers)
    {
        while (platform.CallsOf(WeComRoutes.Webhook) < posts)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"{platform.CallsOf(WeComRoutes.Webhook)} of {Groups} posts arrived.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        return servers.Max(s => s.PeakMemory);
    }

    private static async Task CheckAsync(WeComDouble platform, string postgres)
    {
        await using var source = NpgsqlDataSource.Create(TestDatabase.PastTheWall(postgres));
        await using var command = source.CreateCommand("SELECT count(*) FROM outbox WHERE kind = 'session.reminder' AND state = 'sent'");
        for (var started = Stopwatch.GetTimestamp(); (long)(await command.ExecuteScalarAsync())! < Groups;)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException("Not every row is marked as sent.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        var twice = platform.Received.GroupBy(m => m.To).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0 || platform.Received.Count != Groups)
        {
            throw new InvalidOperationException($"{platform.Received.Count} posts; twice: {string.Join(' ', twice.Take(5))}.");
        }
    }

    private static void State(string name, double ratio, double bar) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name} ratio={ratio:F3} bar={bar:F3} {(ratio <= bar ? "ok" : "short")}"));
}
