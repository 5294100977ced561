using System.Globalization;
using ChatBot.EndToEnd.Tests.Edges;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>
/// The service is killed without a word at random moments while members talk and their platforms repeat; afterwards the
/// books are checked from outside. <c>BRANCHBOT_KILLS</c>, <c>BRANCHBOT_SOCKET_KILLS</c> and <c>BRANCHBOT_STORE_KILLS</c> say how often,
/// <c>BRANCHBOT_KILL_SEED</c> which run.
/// </summary>
[Collection("kills")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int LongestLife = 2500;
    private const int AtOnce = 120;
    private const int AtOnceBySocket = 40;

    /// <summary>Of so many kills one comes while the service starts, and one right after a turn was committed.</summary>
    private const int Round = 4;

    /// <summary>A run of so many kills waits for leases to end by themselves.</summary>
    private const int Patient = 50;

    private static readonly TimeSpan SocketLease = TimeSpan.FromSeconds(40);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_KilledAgainAndAgain_DoesEverythingOnce()
    {
        var kills = Number("BRANCHBOT_KILLS", 3);
        var seed = Seed();
        var random = new Random(seed);
        await using var world = await KillWorld.StartAsync(Stores.SkipWithout(), Token);
        await using var commits = await world.WatchAsync(Token);
        using var stop = new CancellationTokenSource();
        var judge = new Judge(world, seed);
        var talkers = KillWorld.People.Take(AtOnce).Select((user, n) => new Talker(world, user, seed + n)).ToList();
        var (inTurns, afterCommits) = (0, 0);
        var service = BotProcess.Serve(world.Environment, world.Port);
        try
        {
            await service.ListeningAsync();
            var talks = Task.WhenAll(talkers.Select(t => t.RunAsync(judge, stop.Token, Token)).Append(judge.RunAsync(stop.Token, Token)));
            for (var n = 0; n < kills && !talks.IsFaulted; n++)
            {
                if (n % Round != 0)
                {
                    await service.ListeningAsync();
                }

                await Task.Delay(random.Next(LongestLife), Token);
                if (n % Round == 1 && await commits.NextAsync(TimeSpan.FromMilliseconds(LongestLife), Token))
                {
                    afterCommits++;
                }

                service.Kill();
                inTurns += talkers.Any(t => t.IsCalling) ? 1 : 0;
                await service.DisposeAsync();
                await commits.RestAsync(Token);
                service = BotProcess.Serve(world.Environment, world.Port);
            }

            await stop.CancelAsync();
            await talks;
            if (kills < Patient)
            {
                service = await FreeRowsAsync(world, service);
            }

            await KillBooks.CheckAsync(world, talkers, judge, output, string.Create(
                CultureInfo.InvariantCulture, $"{kills} kills, {inTurns} in the middle of turns, {afterCommits} right after a commit"));

            // An answer by session webhook has no duplicate check at the platform: rather twice than never.
            Assert.Empty(talkers.SelectMany(t => t.Silent));
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Service_KilledWhileItHoldsSockets_DoesEverythingOnce()
    {
        var kills = Number("BRANCHBOT_SOCKET_KILLS", 1);
        var seed = Seed();
        var random = new Random(seed);
        await using var world = await KillWorld.StartAsync(Stores.SkipWithout(), Token, bySocket: true);
        using var stop = new CancellationTokenSource();
        var judge = new Judge(world, seed);
        var talkers = KillWorld.People.Take(AtOnceBySocket).Select((user, n) => new Talker(world, user, seed + n)).ToList();
        var inTurns = 0;
        var service = BotProcess.Serve(world.Environment, world.Port);
        try
        {
            await service.ListeningAsync();
            var talks = Task.WhenAll(talkers.Select(t => t.RunAsync(judge, stop.Token, Token)).Append(judge.RunAsync(stop.Token, Token)));
            for (var n = 0; n < kills && !talks.IsFaulted; n++)
            {
                // The long connection is one: who died holds its lease for some seconds more.
                await world.WeComPlatform.Robot.WaitForConnectionAsync(SocketLease, Token);
                await Task.Delay(random.Next(LongestLife), Token);
                service.Kill();
                inTurns += talkers.Any(t => t.IsCalling) ? 1 : 0;
                await service.DisposeAsync();
                service = BotProcess.Serve(world.Environment, world.Port);
            }

            await stop.CancelAsync();
            await talks;
            service = await FreeRowsAsync(world, service);
            await KillBooks.CheckAsync(world, talkers, judge, output, string.Create(
                CultureInfo.InvariantCulture, $"{kills} kills of who held the sockets, {inTurns} in the middle of turns"));
            Assert.Empty(talkers.SelectMany(t => t.Silent));
        }
        catch (Exception)
        {
            output.WriteLine(service.Said);
            throw;
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
        var seed = Seed();
        await using var stores = await PrivateStores.StartAsync(Token);
        await using var world = await KillWorld.StartAsync(stores.Setup, Token);
        using var stop = new CancellationTokenSource();
        var random = new Random(seed);
        var judge = new Judge(world, seed, mayForget: true);
        var talkers = KillWorld.People.Take(AtOnce).Select((user, n) => new Talker(world, user, seed + n, mayForget: true)).ToList();
        await using var service = BotProcess.Serve(world.Environment, world.Port);
        await service.ListeningAsync();
        var talks = Task.WhenAll(talkers.Select(t => t.RunAsync(judge, stop.Token, Token)).Append(judge.RunAsync(stop.Token, Token)));
        foreach (var store in Enumerable.Repeat<string[]>(["postgres", "redis"], restarts).SelectMany(s => s))
        {
            await Task.Delay(random.Next(LongestLife), Token);
            await stores.RestartAsync(store, TimeSpan.FromMilliseconds(random.Next(LongestLife / 2)), Token);
        }

        await stop.CancelAsync();
        await talks;
        await KillBooks.CheckAsync(world, talkers, judge, output, string.Create(
            CultureInfo.InvariantCulture, $"Postgres and Redis restarted {restarts} times each"));
    }

    /// <summary>Kills the last one; nobody lives who holds a row then, so its lease may as well end now as in a minute.</summary>
    private static async Task<BotProcess> FreeRowsAsync(KillWorld world, BotProcess last)
    {
        last.Kill();
        await last.DisposeAsync();
        await world.Books.ColumnAsync("UPDATE outbox SET ready_at = now() WHERE state = 'claimed' RETURNING kind");
        var service = BotProcess.Serve(world.Environment, world.Port);
        await service.ListeningAsync();
        return service;
    }

    private int Seed()
    {
        var seed = Number("BRANCHBOT_KILL_SEED", Random.Shared.Next(1_000_000));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BRANCHBOT_KILL_SEED={seed}"));
        return seed;
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
