using ChatBot.EndToEnd.Tests.Edges;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Replicas are told to stop and are started anew, one after the other, while members talk: no turn fails.</summary>
[Collection("kills")]
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_ToldToStopOneByOne_NoTurnFails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        int[] ports = [KillWorld.FreePort(), KillWorld.FreePort()];
        using var balancer = new Balancer(ports);
        await using var world = await KillWorld.StartAsync(Stores.SkipWithout(), Token, balancer);
        world.Environment["Stop__Delay"] = "00:00:02";
        var replicas = ports.Select(p => BotProcess.Serve(world.Environment, p)).ToList();
        try
        {
            await balancer.ReadyAsync(2, Token);
            using var stop = new CancellationTokenSource();
            var talkers = KillWorld.People.Take(AtOnce).Select((user, n) => new Talker(world, user, n)).ToList();
            var judge = new Judge(world, ports[0]);
            var talks = Task.WhenAll(talkers.Select(t => t.RunAsync(judge, stop.Token, Token)).Append(judge.RunAsync(stop.Token, Token)));
            for (var n = 0; n < ports.Length; n++)
            {
                await Task.Delay(Between, Token);
                replicas[n].Terminate();
                Assert.Equal(0, await replicas[n].ExitedAsync());
                await replicas[n].DisposeAsync();
                replicas[n] = BotProcess.Serve(world.Environment, ports[n]);
                await balancer.ReadyAsync(2, Token);
            }

            await Task.Delay(Between, Token);
            await stop.CancelAsync();
            await talks;

            // What was merely too slow on a busy machine is repeated by the platform, as on any day.
            Assert.Empty(talkers.SelectMany(t => t.CutOffs));
            Assert.True(talkers.Sum(t => t.Unanswered) < talkers.Sum(t => t.Messages) / 20);
            Assert.All(ports, p => Assert.True(balancer.Dealt[p] > AtOnce));
            await KillBooks.CheckAsync(world, talkers, judge, output, "two replicas told to stop in turn");
            Assert.Empty(talkers.SelectMany(t => t.Silent));
            Assert.Empty(talkers.SelectMany(t => t.AnsweredTwice));
        }
        finally
        {
            foreach (var replica in replicas)
            {
                await replica.DisposeAsync();
            }
        }
    }
}
