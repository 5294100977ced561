using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.Benchmarks.Turn;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Benchmarks.Messages;

/// <summary>
/// <c>/api/messages</c> of the product, which decides and commits, and of a stock bot on the SDK, which only answers; both say
/// it through the same connector, in alternating rounds.
/// </summary>
internal static class MessagesBenchmark
{
    /// <summary>Where clients post.</summary>
    public const string Path = "/api/messages";

    private const int Branches = 40;
    private const int Rounds = 5;
    private const int WarmUps = 2;
    private const int InRound = 100;
    private const int AtOnce = 16;
    private const double Bar = 5;

    /// <summary>Runs and prints.</summary>
    public static async Task<int> RunAsync(string hostDll, string dialogs)
    {
        await using var books = await TestDatabase.CreateAsync(Settings.Postgres);
        var environment = TurnBenchmark.Environment(books.ConnectionString, Settings.Redis, dialogs);
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["Channels__BotFramework__main__MicrosoftAppType"] = "MultiTenant";
        await TurnBenchmark.SeedAsync(environment, Branches, "botframework");

        await using var connector = await Connector.StartAsync();
        await using var stock = await ChildServer.StartAsync([typeof(MessagesBenchmark).Assembly.Location, "stock-bot"], new Dictionary<string, string>(), CancellationToken.None);
        await using var product = await ChildServer.StartAsync([hostDll, "serve"], environment, CancellationToken.None);
        var dealt = 0;
        IReadOnlyList<byte[][]> Deal()
        {
            var from = dealt;
            dealt += InRound;
            return [.. Enumerable.Range(from, InRound).Select(n => ConversationOf(n, connector.Address))];
        }

        for (var i = 0; i < WarmUps; i++)
        {
            await Load.PlayAsync(product.Port, Deal(), AtOnce, CancellationToken.None);
            await Load.PlayAsync(stock.Port, Deal(), AtOnce, CancellationToken.None);
        }

        var ratios = new List<double>();
        var (stockBusy, productBusy) = (stock.ProcessorTime, product.ProcessorTime);
        for (var round = 0; round < Rounds; round++)
        {
            var said = connector.Count;
            var theirs = await Load.PlayAsync(stock.Port, Deal(), AtOnce, CancellationToken.None);
            var ours = await Load.PlayAsync(product.Port, Deal(), AtOnce, CancellationToken.None);
            if (connector.Count - said < 2 * InRound * Benchmarks.Turn.Conversation.Turns)
            {
                throw new InvalidOperationException($"{2 * InRound * Benchmarks.Turn.Conversation.Turns} answers were due, {connector.Count - said} came.");
            }

            ratios.Add(ours.PerSecond / theirs.PerSecond);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}, {AtOnce} at once: {ratios[^1]:F1} times the stock bot, {ours.PerSecond:F0} to {theirs.PerSecond:F0} messages a second"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"processor time of the service {(product.ProcessorTime - productBusy) / (stock.ProcessorTime - stockBusy):F2} times the stock bot's"));
        await CheckBooksAsync(books.ConnectionString, InRound * (WarmUps + Rounds));
        ratios.Sort();
        var median = ratios[Rounds / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"messages ratio={median:F3} bar={Bar:F3} {(median >= Bar ? "ok" : "short")}"));
        return 0;
    }

    // The four-turn leave conversation of one member, each about another session or by another member.
    private static byte[][] ConversationOf(int number, string connector)
    {
        var places = Branches * (BenchBranches.Members - 1);
        var (user, session) = (BenchBranches.UserOf(number % Branches, 1 + (number / Branches % (BenchBranches.Members - 1))), number / places % BenchBranches.Sessions);
        return [.. Benchmarks.Turn.Conversation.Words(session).Select((words, turn) => Request(user, words, $"{number}-{turn}", connector))];
    }

    private static byte[] Request(string user, string text, string id, string connector)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["channelId"] = "emulator",
            ["serviceUrl"] = connector,
            ["from"] = new JsonObject { ["id"] = user, ["name"] = user },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["name"] = "bot" },
            ["conversation"] = new JsonObject { ["id"] = "with-" + user },
            ["text"] = text,
            ["textFormat"] = "plain",
        };
        var body = Encoding.UTF8.GetBytes(activity.ToJsonString());
        return [.. Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
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
}
