using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Outbox;

/// <summary>Moves the clock, so it has a fixture of its own.</summary>
public sealed class RateLimiterTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static RateWindow[] AMinute(string key, int limit, int amount = 1) => [new(key, limit, TimeSpan.FromMinutes(1), amount)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryTake_SlidingMinute_NeverLetsMoreThroughThanAllowed()
    {
        var limiter = stores.Get<IRateLimiter>();
        Assert.Null(await limiter.TryTakeAsync(AMinute("robot", 3), Token));
        stores.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await limiter.TryTakeAsync(AMinute("robot", 3), Token));
        Assert.Null(await limiter.TryTakeAsync(AMinute("robot", 3), Token));

        Assert.Equal(TimeSpan.FromSeconds(40), await limiter.TryTakeAsync(AMinute("robot", 3), Token));
        Assert.Null(await limiter.TryTakeAsync(AMinute("another", 3), Token));
        stores.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(await limiter.TryTakeAsync(AMinute("robot", 3), Token));
        Assert.Equal(TimeSpan.FromSeconds(20), await limiter.TryTakeAsync(AMinute("robot", 3), Token));
    }

    [Fact]
    public async Task TryTake_ManyReplicasAtOnce_SharesThePlaces()
    {
        var limiters = new[] { stores.Services, stores.StartReplica() }.Select(s => s.GetRequiredService<IRateLimiter>()).ToList();

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => limiters[n % 2].TryTakeAsync(AMinute("shared", 20), Token)));

        Assert.Equal(20, taken.Count(wait => wait is null));
    }

    [Fact]
    public async Task TryTake_SeveralWindows_TakesInAllOrNone()
    {
        var limiter = stores.Get<IRateLimiter>();
        RateWindow minute = new("x:y:both", 5, TimeSpan.FromMinutes(1), 2), hour = new("x:y:both", 4, TimeSpan.FromHours(1), 2);

        Assert.Null(await limiter.TryTakeAsync([minute, hour], Token));
        Assert.Null(await limiter.TryTakeAsync([minute, hour], Token));
        Assert.Equal(TimeSpan.FromHours(1), await limiter.TryTakeAsync([hour with { Amount = 1 }, minute with { Amount = 1 }], Token));
        Assert.Null(await limiter.TryTakeAsync([minute with { Amount = 1 }], Token));
        Assert.Equal(TimeSpan.FromMinutes(1), await limiter.TryTakeAsync([minute with { Amount = 1 }], Token));
    }

    [Fact]
    public async Task TryTake_MoreThanEverFits_TakesTheWholeWindow()
    {
        var limiter = stores.Get<IRateLimiter>();

        Assert.Null(await limiter.TryTakeAsync(AMinute("x:y:long", 3, amount: 7), Token));
        Assert.NotNull(await limiter.TryTakeAsync(AMinute("x:y:long", 3), Token));
    }

    [Fact]
    public async Task TryTake_RedisAway_SaysSo()
    {
        var lonely = stores.StartReplica(("ConnectionStrings:Redis", "127.0.0.1:1"));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => lonely.GetRequiredService<IRateLimiter>().TryTakeAsync(AMinute("robot", 3), Token));
    }
}
