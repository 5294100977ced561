using ChatBot.Kernel.Time;
using ChatBot.Storage.Roster;

namespace ChatBot.Storage.Tests.Roster;

public sealed class ExpiringCacheTests
{
    private readonly MovableClock _clock = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ManyAtOnce_LoadsOnce()
    {
        var cache = new ExpiringCache<int, string>(_clock, 10);
        var gate = new TaskCompletionSource<string>();
        var loads = 0;

        var waiting = Enumerable.Range(0, 20).Select(_ => GetAsync()).ToList();
        gate.SetResult("value");

        Assert.All(await Task.WhenAll(waiting), value => Assert.Equal("value", value));
        Assert.Equal(1, loads);

        Task<string> GetAsync() => cache.GetAsync(1, (_, _) => { loads++; return gate.Task; }, _ => TimeSpan.FromSeconds(1), Token);
    }

    [Fact]
    public async Task Offer_FreshOneThereOrBeingLoaded_IsNotTaken()
    {
        var cache = new ExpiringCache<int, string>(_clock, 10);
        var loading = new TaskCompletionSource<string>();
        var first = cache.GetAsync(1, (_, _) => loading.Task, _ => TimeSpan.FromSeconds(1), Token);
        cache.Offer(1, "offered", TimeSpan.FromSeconds(9));
        loading.SetResult("loaded");
        cache.Offer(1, "offered", TimeSpan.FromSeconds(9));
        cache.Offer(2, "new", TimeSpan.FromSeconds(9));

        Assert.Equal(("loaded", "loaded", "new"), (await first, await GetAsync(1), await GetAsync(2)));
        _clock.Advance(TimeSpan.FromSeconds(2));
        cache.Offer(1, "offered", TimeSpan.FromSeconds(9));
        Assert.Equal("offered", await GetAsync(1));

        Task<string> GetAsync(int key) => cache.GetAsync(key, (_, _) => Task.FromResult("asked"), _ => TimeSpan.FromSeconds(1), Token);
    }

    [Fact]
    public async Task Get_ForgottenWhileLoading_DoesNotKeepTheOlderRead()
    {
        var cache = new ExpiringCache<int, string>(_clock, 10);
        var old = new TaskCompletionSource<string>();
        var first = GetAsync(old.Task);
        cache.Forget(1);
        var second = GetAsync(Task.FromResult("new"));
        old.SetResult("old");

        Assert.Equal("old", await first);
        Assert.Equal("new", await second);
        Assert.Equal("new", await GetAsync(Task.FromResult("newest")));

        Task<string> GetAsync(Task<string> load) => cache.GetAsync(1, (_, _) => load, _ => TimeSpan.FromSeconds(1), Token);
    }

    [Fact]
    public async Task Get_LoadFails_IsTriedAgainByTheNext()
    {
        var cache = new ExpiringCache<int, string>(_clock, 10);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => cache.GetAsync(1, (_, _) => Task.FromException<string>(new InvalidOperationException()), _ => TimeSpan.FromSeconds(1), Token));

        Assert.Equal("value", await cache.GetAsync(1, (_, _) => Task.FromResult("value"), _ => TimeSpan.FromSeconds(1), Token));
    }

    [Fact]
    public async Task Get_StarterGivesUp_TheOthersStillGetTheValue()
    {
        var cache = new ExpiringCache<int, string>(_clock, 10);
        var gate = new TaskCompletionSource<string>();
        using var giveUp = new CancellationTokenSource();
        var starter = cache.GetAsync(1, (_, _) => gate.Task, _ => TimeSpan.FromSeconds(1), giveUp.Token);
        var other = cache.GetAsync(1, (_, _) => Task.FromResult("second load"), _ => TimeSpan.FromSeconds(1), Token);

        await giveUp.CancelAsync();
        gate.SetResult("value");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starter);
        Assert.Equal("value", await other);
    }

    [Fact]
    public async Task Get_MoreThanItHolds_StaysBounded()
    {
        var cache = new ExpiringCache<int, int>(_clock, 100);

        for (var key = 0; key < 1000; key++)
        {
            await cache.GetAsync(key, (k, _) => Task.FromResult(k), _ => TimeSpan.FromHours(1), Token);
        }

        Assert.InRange(cache.Count, 50, 101);
    }
}
