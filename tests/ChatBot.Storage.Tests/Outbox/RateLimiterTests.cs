using ChatBot.Application.Outbox;
using ChatBot.Application.Turns;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Outbox;

/// <summary>Moves the clock, so it has a fixture of its own.</summary>
public sealed class RateLimiterTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryTake_SlidingMinute_NeverLetsMoreThroughThanAllowed()
    {
        var limiter = stores.Get<IRateLimiter>();
        Assert.Null(await limiter.TryTakeAsync("robot", 3, Token));
        stores.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await limiter.TryTakeAsync("robot", 3, Token));
        Assert.Null(await limiter.TryTakeAsync("robot", 3, Token));

        Assert.Equal(TimeSpan.FromSeconds(40), await limiter.TryTakeAsync("robot", 3, Token));
        Assert.Null(await limiter.TryTakeAsync("another", 3, Token));
        stores.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(await limiter.TryTakeAsync("robot", 3, Token));
        Assert.Equal(TimeSpan.FromSeconds(20), await limiter.TryTakeAsync("robot", 3, Token));
    }

    [Fact]
    public async Task TryTake_ManyReplicasAtOnce_SharesThePlaces()
    {
        var limiters = new[] { stores.Services, stores.StartReplica() }.Select(s => s.GetRequiredService<IRateLimiter>()).ToList();

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => limiters[n % 2].TryTakeAsync("shared", 20, Token)));

        Assert.Equal(20, taken.Count(wait => wait is null));
    }

    [Fact]
    public async Task TryTake_RedisAway_SaysSo()
    {
        var lonely = stores.StartReplica(("ConnectionStrings:Redis", "127.0.0.1:1"));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => lonely.GetRequiredService<IRateLimiter>().TryTakeAsync("robot", 3, Token));
    }
}
