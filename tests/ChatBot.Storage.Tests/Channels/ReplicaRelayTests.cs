using ChatBot.Kernel.Channels;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Channels;

public sealed class ReplicaRelayTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly string _name = $"robot:{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_AReplicaThatServes_IsAnsweredWithEveryCharacter()
    {
        await using var service = await Other.ServeAsync(_name, (question, _) => Task.FromResult<string?>($"{question}|答"), Token);

        var answer = await AskSomebodyAsync("在|吗\n？", Patience);

        Assert.Equal(new RelayAnswer(RelayOutcome.Answered, "在|吗\n？|答"), answer);
    }

    [Fact]
    public async Task Ask_NobodyServesAnyMore_SaysSoAtOnce()
    {
        var service = await Other.ServeAsync(_name, (_, _) => Task.FromResult<string?>("x"), Token);
        await service.DisposeAsync();

        Assert.Equal(RelayOutcome.NobodyThere, (await Relay.AskAsync(_name, "?", Patience, Token)).Outcome);
    }

    [Fact]
    public async Task Ask_ServingReplicaDeclines_EndsWithoutAnswer()
    {
        await using var service = await Other.ServeAsync(_name, (_, _) => Task.FromResult<string?>(null), Token);

        Assert.Equal(RelayOutcome.NoAnswer, (await AskSomebodyAsync("?", TimeSpan.FromMilliseconds(200))).Outcome);
    }

    [Fact]
    public async Task HolderOf_Lease_NamesWhoHoldsItUntilItIsGivenBack()
    {
        var leases = stores.Get<ILeaseStore>();
        Assert.Null(await leases.HolderOfAsync(_name, Token));

        Assert.True(await leases.TryHoldAsync(_name, "one", Patience, Token));
        Assert.False(await leases.TryHoldAsync(_name, "two", Patience, Token));
        Assert.Equal("one", await leases.HolderOfAsync(_name, Token));

        await leases.ReleaseAsync(_name, "one", Token);
        Assert.Null(await leases.HolderOfAsync(_name, Token));
    }

    // The client opens its connection for pub/sub beside the other one; until it stands, nobody hears.
    private async Task<RelayAnswer> AskSomebodyAsync(string question, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await Relay.AskAsync(_name, question, patience, limit.Token);
            if (answer.Outcome != RelayOutcome.NobodyThere)
            {
                return answer;
            }
        }
    }

    private IReplicaRelay Relay => stores.Get<IReplicaRelay>();

    private IReplicaRelay Other => stores.StartReplica().GetRequiredService<IReplicaRelay>();
}
