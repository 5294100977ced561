using System.Globalization;
using ChatBot.EndToEnd.Tests.Edges;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>
/// The service is killed without a word at random moments while members talk and their platforms repeat; afterwards the
/// books are checked from outside. <c>BRANCHBOT_KILLS</c> and <c>BRANCHBOT_STORE_KILLS</c> say how often,
/// <c>BRANCHBOT_KILL_SEED</c> which run.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int LongestLife = 2500;
    private const int AtOnce = 120;

    /// <summary>Of so many kills one comes while the service starts.</summary>
    private const int AtStart = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_KilledAgainAndAgain_DoesEverythingOnce()
    {
        var kills = Number("BRANCHBOT_KILLS", 3);
        var seed = Number("BRANCHBOT_KILL_SEED", Environment.TickCount);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BRANCHBOT_KILL_SEED={seed}"));
        var random = new Random(seed);
        await using var world = await KillWorld.StartAsync(Stores.SkipWithout(), Token);
        using var stop = new CancellationTokenSource();
        var talkers = KillWorld.People.Take(AtOnce).Select((user, n) => new Talker(world, user, seed + n)).ToList();
        var service = BotProcess.Serve(world.Environment, world.Port);
        try
        {
            await service.ListeningAsync();
            var talks = Task.WhenAll(talkers.Select(t => t.RunAsync(stop.Token, Token)));
            for (var n = 0; n < kills && !talks.IsFaulted; n++)
            {
                await Task.Delay(random.Next(LongestLife), Token);
                service.Kill();
                await service.DisposeAsync();
                service = BotProcess.Serve(world.Environment, world.Port);
                if (n % AtStart != 0)
                {
                    await service.ListeningAsync();
                }
            }

            await stop.CancelAsync();
            await talks;
            await KillBooks.CheckAsync(world, talkers, output);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Stores_RestartedAgainAndAgain_NothingIsLostAndNothingDoubled()
    {
        var restarts = Number("BRANCHBOT_STORE_KILLS", 1);
        await using var stores = await PrivateStores.StartAsync(Token);
        await using var world = await KillWorld.StartAsync(stores.Setup, Token);
        using var stop = new CancellationTokenSource();
        var random = new Random(Number("BRANCHBOT_KILL_SEED", Environment.TickCount));
        var talkers = KillWorld.People.Take(AtOnce).Select((user, n) => new Talker(world, user, random.Next() + n, mayForget: true)).ToList();
        await using var service = BotProcess.Serve(world.Environment, world.Port);
        await service.ListeningAsync();
        var talks = Task.WhenAll(talkers.Select(t => t.RunAsync(stop.Token, Token)));
        foreach (var store in Enumerable.Repeat<string[]>(["postgres", "redis"], restarts).SelectMany(s => s))
        {
            await Task.Delay(random.Next(LongestLife), Token);
            await stores.RestartAsync(store, TimeSpan.FromMilliseconds(random.Next(LongestLife / 2)), Token);
        }

        await stop.CancelAsync();
        await talks;
        await KillBooks.CheckAsync(world, talkers, output);
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
