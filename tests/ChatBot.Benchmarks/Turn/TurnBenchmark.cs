using System.Globalization;
using System.Text;
using ChatBot.Host.Serving;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Benchmarks.Turn;

/// <summary>
/// Floor and product side by side (design §9): both serve in processes of their own on the same stores, and this process
/// talks to them in alternating rounds.
/// </summary>
internal static class TurnBenchmark
{
    private const int Branches = 280;

    /// <summary>Odd, and many: single rounds differ by a fifth.</summary>
    private const int Rounds = 9;
    private const int WarmUps = 8;

    /// <summary>Conversations in a round: seconds, and few enough that the last message is still fresh.</summary>
    private const int InRound = 2000;
    private const double ThroughputBar = 0.6;
    private const double TailBar = 2.0;
    private static readonly int[] AtOnce = [32, 256];

    /// <summary>Runs and prints.</summary>
    public static async Task<int> RunAsync(string hostDll, string dialogs)
    {
        var (postgres, redis) = (Settings.Postgres, Settings.Redis);
        await using var books = await TestDatabase.CreateAsync(postgres);
        await using var floorBooks = await TestDatabase.CreateAsync(postgres);
        var environment = Environment(books.ConnectionString, redis, dialogs);
        await SeedAsync(environment, Branches);

        await using var floor = await ChildServer.StartAsync(
            [typeof(TurnBenchmark).Assembly.Location, "floor", floorBooks.ConnectionString, redis], new Dictionary<string, string>(), CancellationToken.None);
        await using var product = await ChildServer.StartAsync([hostDll, "serve"], environment, CancellationToken.None);
        var (ours, theirs) = (new Conversations(Branches), new Conversations(Branches * Rounds));
        await CheckAsync(product.Port, ours);
        for (var i = 0; i < WarmUps; i++)
        {
            await Load.PlayAsync(floor.Port, theirs.Take(InRound), AtOnce[0], CancellationToken.None);
            await Load.PlayAsync(product.Port, ours.Take(InRound), AtOnce[0], CancellationToken.None);
        }

        var worst = double.MaxValue;
        foreach (var atOnce in AtOnce)
        {
            var throughput = new List<double>();
            var tails = new List<double>();
            var (floorBusy, productBusy) = (floor.ProcessorTime, product.ProcessorTime);
            for (var round = 0; round < Rounds; round++)
            {
                var below = await Load.PlayAsync(floor.Port, theirs.Take(InRound), atOnce, CancellationToken.None);
                var above = await Load.PlayAsync(product.Port, ours.Take(InRound), atOnce, CancellationToken.None);
                throughput.Add(above.PerSecond / below.PerSecond);
                tails.Add(above.Tail / below.Tail);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round + 1}, {atOnce} at once: throughput {throughput[^1]:F3} of the floor, p99 {tails[^1]:F2} times the floor's"));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{atOnce} at once: processor time of the service {(product.ProcessorTime - productBusy) / (floor.ProcessorTime - floorBusy):F2} times the floor's"));
            throughput.Sort();
            tails.Sort();
            State($"turn-{atOnce}-p99", tails[Rounds / 2], TailBar, tails[Rounds / 2] <= TailBar);
            State($"turn-{atOnce}-throughput", throughput[Rounds / 2], ThroughputBar, throughput[Rounds / 2] >= ThroughputBar);
            worst = Math.Min(worst, throughput[Rounds / 2]);
        }

        await CheckBooksAsync(books.ConnectionString, ours.Dealt);
        State("turn", worst, ThroughputBar, worst >= ThroughputBar);
        return 0;
    }

    internal static Dictionary<string, string> Environment(string postgres, string redis, string dialogs) => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings__Postgres"] = postgres,
        ["ConnectionStrings__Redis"] = redis,
        ["Storage__KeyPrefix"] = $"bb{Guid.NewGuid().ToString("N")[..8]}:",
        ["Dialogs__Folder"] = dialogs,
        ["Outbox__Dispatches"] = "false",
        // Few members say very much here; counted they are, as everywhere.
        ["Limits__MessagesOfAPerson"] = "1000000",
        ["Logging__LogLevel__Default"] = "Warning",
        ["Channels__WeCom__main__CorpId"] = WeComDemo.CorpId,
        ["Channels__WeCom__main__ApiBaseUrl"] = "http://127.0.0.1:9",
        ["Channels__WeCom__main__App__AgentId"] = WeComDemo.AgentId.ToString(CultureInfo.InvariantCulture),
        ["Channels__WeCom__main__App__Secret"] = WeComDemo.Secret,
        ["Channels__WeCom__main__App__Token"] = WeComDemo.Token,
        ["Channels__WeCom__main__App__EncodingAesKey"] = WeComDemo.EncodingAesKey,
        // The question is what a turn costs; cards go another way than the passive reply.
        ["Channels__WeCom__main__App__Cards"] = "false",
    };

    /// <summary>Writes the branches through the product's own ledger.</summary>
    internal static async Task SeedAsync(Dictionary<string, string> environment, int branches, string channel = "wecom")
    {
        var settings = environment.ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => (string?)e.Value, StringComparer.Ordinal);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        await using var provider = BotHost.AddBot(services, configuration).BuildServiceProvider();
        await BenchBranches.MakeAsync(provider, branches, CancellationToken.None, channel);
    }

    // The measured rounds only count answers; here each is opened and read, so that nobody measures refusals.
    private static async Task CheckAsync(int port, Conversations conversations)
    {
        await using var client = await LoadClient.ConnectAsync(port, CancellationToken.None);
        var cipher = new WeComCipher(WeComDemo.Token, WeComDemo.EncodingAesKey, WeComDemo.CorpId);
        var said = new List<string>();
        foreach (var request in conversations.Take(1)[0])
        {
            var envelope = Encoding.UTF8.GetString((await client.SendAsync(request, CancellationToken.None)).Span);
            said.Add(cipher.Decrypt(System.Xml.Linq.XElement.Parse(envelope).Element("Encrypt")!.Value));
        }

        if (!said[^1].Contains("已提交", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The conversation did not end with a request:\n" + string.Join('\n', said));
        }
    }

    private static async Task CheckBooksAsync(string postgres, int expected)
    {
        await using var source = NpgsqlDataSource.Create(TestDatabase.PastTheWall(postgres));
        await using var command = source.CreateCommand("SELECT count(*) FROM leave_request");
        var found = (long)(await command.ExecuteScalarAsync())!;
        if (found != expected)
        {
            throw new InvalidOperationException($"{expected} requests were submitted, {found} are in the books.");
        }
    }

    private static void State(string name, double ratio, double bar, bool isGood) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name} ratio={ratio:F3} bar={bar:F3} {(isGood ? "ok" : "short")}"));
}
