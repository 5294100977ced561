using ChatBot.Kernel.Channels;
using ChatBot.Storage.Channels;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Channels;

public sealed class SpendLedgerTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spend_SeveralReplicas_CountTogetherByKind()
    {
        var budget = NewBudget();
        var (one, other) = (stores.Get<ISpendLedger>(), stores.StartReplica().GetRequiredService<ISpendLedger>());

        await one.SpendAsync(budget, "send-private", 2, Token);
        await other.SpendAsync(budget, "send-private", 3, Token);
        await other.SpendAsync(budget, "stream", 5, Token);

        var spending = Assert.Single(await one.ReadAsync([budget], Token));
        Assert.Equal((10, 0.1), (spending.Spent, spending.Share));
        Assert.Equal(new Dictionary<string, int> { ["send-private"] = 5, ["stream"] = 5 }, spending.ByKind);
    }

    [Fact]
    public async Task Read_RedisForgotTheMonth_KnowsWhatWasCopiedAndWhatCameSince()
    {
        var budget = NewBudget();
        var ledger = stores.Get<ISpendLedger>();
        await ledger.SpendAsync(budget, "send-private", 40, Token);
        await stores.Get<SpendKeeper>().KeepAsync(Token);
        await ForgetAsync(budget);

        await ledger.SpendAsync(budget, "send-private", 2, Token);
        await stores.StartReplica().GetRequiredService<ISpendLedger>().SpendAsync(budget, "stream", 1, Token);
        await stores.Get<SpendKeeper>().KeepAsync(Token);

        Assert.Equal(43, Assert.Single(await ledger.ReadAsync([budget], Token)).Spent);
        await ForgetAsync(budget);
        Assert.Equal(43, Assert.Single(await ledger.ReadAsync([budget], Token)).Spent);
    }

    private static Budget NewBudget() => new($"test:{Guid.NewGuid():N}:api", 100);

    private async Task ForgetAsync(Budget budget)
    {
        var redis = stores.Get<RedisStore>();
        var month = Kernel.Routing.PlatformMonth.Of(stores.Clock.GetUtcNow()).Key;
        Assert.True(await redis.RunAsync(database => database.KeyDeleteAsync(redis.Key($"spend:{{{budget.Key}}}:{month}")), Token));
    }
}
