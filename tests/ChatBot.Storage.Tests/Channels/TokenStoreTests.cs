using ChatBot.Kernel.Channels;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Channels;

/// <summary>Moves the clock, so it has a fixture of its own.</summary>
public sealed class TokenStoreTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private readonly string _key = $"wecom:{Guid.NewGuid():N}";
    private int _fetched;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ManyCallersOnTwoReplicas_FetchOnce()
    {
        var tokens = new[] { stores.Services, stores.StartReplica() }.Select(s => s.GetRequiredService<ITokenStore>()).ToList();
        var gate = new TaskCompletionSource();

        var waiting = Enumerable.Range(0, 20).Select(n => tokens[n % 2].GetAsync(_key, FetchAsync, Token)).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), token => Assert.Equal("token1", token));
        Assert.Equal(1, _fetched);

        async Task<FetchedToken> FetchAsync(CancellationToken cancellationToken)
        {
            await gate.Task;
            return Fetch();
        }
    }

    [Fact]
    public async Task Get_NearTheEndOfItsLife_FetchesANewOne()
    {
        var tokens = stores.Get<ITokenStore>();
        Task<FetchedToken> ShortLived(CancellationToken cancellationToken) => Task.FromResult(Fetch() with { Lifetime = TimeSpan.FromMilliseconds(1) });
        Assert.Equal("token1", await tokens.GetAsync(_key, ShortLived, Token));

        stores.Clock.Advance(TimeSpan.FromMinutes(2));
        string second;
        do
        {
            // Redis counts a millisecond of its own clock.
            second = await tokens.GetAsync(_key, ShortLived, Token);
        }
        while (second == "token1");

        Assert.Equal("token2", second);
    }

    [Fact]
    public async Task Invalidate_FoundBadByTwoAtOnce_ForgetsOnlyTheBadOne()
    {
        var (one, other) = (stores.Get<ITokenStore>(), stores.StartReplica().GetRequiredService<ITokenStore>());
        await one.GetAsync(_key, FetchAsync, Token);
        await other.GetAsync(_key, FetchAsync, Token);

        await one.InvalidateAsync(_key, "token1", Token);
        Assert.Equal("token2", await one.GetAsync(_key, FetchAsync, Token));
        await other.InvalidateAsync(_key, "token1", Token);

        Assert.Equal("token2", await other.GetAsync(_key, FetchAsync, Token));
        Assert.Equal(2, _fetched);
    }

    [Fact]
    public async Task Get_RedisAway_WorksInThisProcessAlone()
    {
        var lonely = stores.StartReplica(("ConnectionStrings:Redis", "127.0.0.1:1")).GetRequiredService<ITokenStore>();

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => lonely.GetAsync(_key, FetchAsync, Token)));
        Assert.All(all, token => Assert.Equal("token1", token));
        await lonely.InvalidateAsync(_key, "token1", Token);
        Assert.Equal("token2", await lonely.GetAsync(_key, FetchAsync, Token));
    }

    [Fact]
    public async Task Get_FetchFails_TheNextCallerTriesAgain()
    {
        var tokens = stores.Get<ITokenStore>();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => tokens.GetAsync(_key, _ => throw new InvalidOperationException("40001"), Token));

        Assert.Equal("token1", await tokens.GetAsync(_key, FetchAsync, Token));
    }

    private Task<FetchedToken> FetchAsync(CancellationToken cancellationToken) => Task.FromResult(Fetch());

    private FetchedToken Fetch() => new($"token{Interlocked.Increment(ref _fetched)}", TimeSpan.FromHours(2));
}
