using ChatBot.Kernel.Turns;
using ChatBot.Storage.Roster;
using ChatBot.Storage.Tests.Roster;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatBot.Storage.Tests.Turns;

/// <summary>A Redis that comes, goes, hangs and comes again.</summary>
public sealed class RedisRestartTests(StoreFixture stores)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stores_RedisComesLateGoesAndComesAgain_FollowByThemselves()
    {
        stores.SkipWithoutStores();
        var port = PrivateRedis.FreePort();
        await using var redis = new PrivateRedis(port);
        var replica = stores.StartReplica(("ConnectionStrings:Redis", $"127.0.0.1:{port}"));
        var turns = replica.GetRequiredService<ITurnStore>();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(turns));

        redis.Start();
        await UntilAsync(() => CountAsync(turns));
        var news = replica.GetServices<IHostedService>().OfType<BranchNews>().Single();
        await news.StartAsync(Token);
        await HearsAsync(replica);

        await redis.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(turns));

        redis.Start();
        await UntilAsync(() => CountAsync(turns));
        await HearsAsync(replica);
        await news.StopAsync(Token);
    }

    [Fact]
    public async Task Stores_RedisHangs_GiveUpAfterTheTimeLimitAndComeBack()
    {
        stores.SkipWithoutStores();
        var port = PrivateRedis.FreePort();
        await using var redis = new PrivateRedis(port);
        redis.Start();
        var turns = stores.StartReplica(("ConnectionStrings:Redis", $"127.0.0.1:{port}")).GetRequiredService<ITurnStore>();
        await UntilAsync(() => CountAsync(turns));

        await redis.HangAsync();
        var started = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(turns));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(3));

        await redis.GoOnAsync();
        await UntilAsync(() => CountAsync(turns));
    }

    [Fact]
    public async Task Stores_RedisGone_FailAtOnceAndDoNotWaitForIt()
    {
        stores.SkipWithoutStores();
        var port = PrivateRedis.FreePort();
        await using var redis = new PrivateRedis(port);
        redis.Start();
        var turns = stores.StartReplica(("ConnectionStrings:Redis", $"127.0.0.1:{port}")).GetRequiredService<ITurnStore>();
        await UntilAsync(() => CountAsync(turns));
        await redis.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(turns));

        // The quickest of many: on a busy machine any one of them may have waited for its turn.
        var times = new List<TimeSpan>();
        for (var call = 0; call < 20; call++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(turns));
            times.Add(TimeProvider.System.GetElapsedTime(started));
        }

        Assert.InRange(times.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    /// <summary>News of another replica arrive: a branch that is cached here is read anew.</summary>
    private async Task HearsAsync(IServiceProvider replica)
    {
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9];
        Assert.Equal(member.Name, await replica.NameOf(books.Branch.Id, member.Id));
        await stores.ExecuteAsync(
            "UPDATE member SET name = '改名' WHERE branch_id = $1 AND member_id = $2", books.Branch.Id.Value, member.Id.Value);

        await UntilAsync(async () =>
        {
            var redis = replica.GetRequiredService<RedisStore>();
            await redis.PublishAsync(BranchNews.Channel, BranchNews.Say("another", books.Branch.Id), Token);
            Assert.Equal("改名", await replica.NameOf(books.Branch.Id, member.Id));
        });
    }

    private static async Task CountAsync(ITurnStore turns) => await turns.CountAsync("x", TimeSpan.FromSeconds(1), Token);

    /// <summary>Tries until it succeeds; the last failure when it does not in time.</summary>
    private static async Task UntilAsync(Func<Task> attempt)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or Xunit.Sdk.XunitException
                && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
            }
        }
    }
}
