using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Kit;

/// <summary>What the other tests rely on: that a written row is seen, and that waiting ends.</summary>
public sealed class KitTests(UseCaseStores stores) : IClassFixture<UseCaseStores>
{
    [Fact]
    public async Task Print_OneRowWrittenOrChanged_IsAnother()
    {
        var branch = await stores.OpenAsync();
        var empty = await branch.Books.PrintAsync();
        var session = await branch.Given.SessionAsync();
        var created = await branch.Books.PrintAsync();
        await branch.Given.ChangedAsync(session, s => s with { Theme = "Another" });
        var changed = await branch.Books.PrintAsync();

        Assert.Equal(3, new[] { empty, created, changed }.Distinct().Count());
        Assert.Equal(changed, await branch.Books.PrintAsync());
    }

    [Fact]
    public async Task Poll_ConditionHoldsLater_IsWaitedFor()
    {
        var looks = 0;

        await Poll.UntilAsync(() => Task.FromResult(++looks == 3), TimeSpan.FromSeconds(10), "the third look", TestContext.Current.CancellationToken);

        Assert.Equal(3, looks);
    }

    [Fact]
    public async Task Poll_ConditionNeverHolds_SaysWhatWasWaitedFor()
    {
        var late = await Assert.ThrowsAsync<TimeoutException>(
            () => Poll.UntilAsync(() => Task.FromResult(false), TimeSpan.Zero, "nothing", TestContext.Current.CancellationToken));

        Assert.Contains("nothing", late.Message, StringComparison.Ordinal);
    }
}
