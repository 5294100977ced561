using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Turns;
using Xunit;

namespace ChatBot.Kernel.Tests.Outbox;

public sealed class OutboxDispatcherTests
{
    private readonly OutboxBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DueRow_GoesOutOnceOverTheFirstRoute()
    {
        Assert.Equal("sent chat", await _bench.RunAsync(Token));
        Assert.Equal([$"first: hello {_bench.Item.Id:N}"], _bench.First.Arrived);
    }

    [Theory]
    [InlineData("21:30", "2026-03-06 07:30")]
    [InlineData("23:59", "2026-03-06 07:30")]
    [InlineData("21:29", null)]
    public async Task Run_HoursOfRest_WaitsForTheMorning(string time, string? morning)
    {
        _bench.Clock.SetUtcNow(Village.At($"2026-03-05 {time}"));

        Assert.Equal(morning is null ? "sent chat" : "again quiet hours", await _bench.RunAsync(Token));
        Assert.Equal(morning is null ? null : Village.At(morning), _bench.Wait?.Until);
    }

    [Fact]
    public async Task Run_UrgentRowInTheHoursOfRest_GoesOut()
    {
        _bench.Clock.SetUtcNow(Village.At("2026-03-05 23:00"));
        _bench.Item = _bench.Item with { KeepsQuietHours = false };

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_WorkInTheHoursOfRest_IsDoneOnTime()
    {
        _bench.Clock.SetUtcNow(Village.At("2026-03-05 23:00"));
        WorkFor(Recipient.Worker);

        Assert.Equal("", await _bench.RunAsync(Token));
        Assert.Equal(["Audited", "OutboxDone"], _bench.Written.Select(c => c.GetType().Name));
    }

    [Fact]
    public async Task Run_WorkThatSomebodyElseOvertook_IsTriedAgainOnFreshFacts()
    {
        WorkFor(Recipient.Worker);
        _bench.Commits = CommitStatus.Conflict;

        Assert.Equal("again counted conflict", await _bench.RunAsync(Token));
        Assert.Equal(1, _bench.Invalidated);
    }

    [Fact]
    public async Task Run_NoLongerTrue_IsDroppedWithItsReason()
    {
        _bench.Renders = _ => new Rendering.Drop("cancelled");

        Assert.Equal("dropped cancelled", await _bench.RunAsync(Token));
        Assert.Empty(_bench.First.Arrived);
    }

    [Fact]
    public async Task Run_UnknownKind_IsMovedAside()
    {
        _bench.Item = _bench.Item with { Kind = "of another version" };

        Assert.Equal("aside unknown branch or kind", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_UnknownBranch_IsMovedAside()
    {
        _bench.Item = _bench.Item with { Branch = new BranchId(Guid.NewGuid()) };

        Assert.Equal("aside unknown branch or kind", await _bench.RunAsync(Token));
    }

    [Theory]
    [InlineData(FailureCategory.ServiceDown)]
    [InlineData(FailureCategory.Transient)]
    [InlineData(FailureCategory.Authentication)]
    [InlineData(FailureCategory.Configuration)]
    [InlineData(FailureCategory.Permanent)]
    [InlineData(FailureCategory.RateLimited)]
    public async Task Run_FirstRouteFails_TheNextCarriesIt(FailureCategory failure)
    {
        _bench.First.Answers["first"] = SendResult.Failed(failure, "1");

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_FirstRouteIsNotConfigured_TheNextCarriesIt()
    {
        _bench.First.Unconfigured.Add("first");

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_FirstRouteIsFull_TheNextCarriesItWithoutASend()
    {
        _bench.Waits["first"] = TimeSpan.FromSeconds(30);

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
        Assert.Equal([$"second: hello {_bench.Item.Id:N}"], _bench.First.Arrived);
    }

    [Fact]
    public async Task Run_AllRoutesFull_WaitsForTheFirstFreePlaceAndCountsNoAttempt()
    {
        _bench.Waits["first"] = TimeSpan.FromSeconds(30);
        _bench.Waits["second"] = TimeSpan.FromSeconds(12);

        Assert.Equal("again holding rate", await _bench.RunAsync(Token));
        Assert.Equal(Samples.Noon.AddSeconds(12), _bench.Wait?.Until);
    }

    [Fact]
    public async Task Run_PlatformSaysTooFast_WaitsAsLongAsItSays()
    {
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.RateLimited, "45009", TimeSpan.FromMinutes(10));
        _bench.First.Unconfigured.Add("second");

        Assert.Equal("again holding chat RateLimited 45009", await _bench.RunAsync(Token));
        Assert.Equal(Samples.Noon.AddMinutes(10), _bench.Wait?.Until);
    }

    [Theory]
    [InlineData(0, 4, 6)]
    [InlineData(3, 32, 48)]
    [InlineData(6, 256, 384)]
    public async Task Run_PassingTrouble_BacksOffTwiceAsLongEachTime(int attempts, int atLeast, int atMost)
    {
        Both(FailureCategory.Transient);
        _bench.Item = _bench.Item with { Attempts = attempts };

        Assert.Equal("again counted holding chat Transient 1", await _bench.RunAsync(Token));
        Assert.InRange(_bench.Wait!.Value.Until, Samples.Noon.AddSeconds(atLeast), Samples.Noon.AddSeconds(atMost));
    }

    [Fact]
    public async Task Run_LastAttemptFails_IsMovedAsideForTheSecretaryToSee()
    {
        Both(FailureCategory.Transient);
        _bench.Item = _bench.Item with { Attempts = 7 };

        Assert.Equal("aside chat Transient 1", await _bench.RunAsync(Token));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public async Task Run_PlatformIsAway_OutlivesTheOutageButNotForEver(int days, bool isAside)
    {
        Both(FailureCategory.ServiceDown);
        _bench.Item = _bench.Item with { Attempts = 7, DueAt = _bench.Item.DueAt.AddDays(-days) };

        Assert.Equal(isAside, (await _bench.RunAsync(Token)).StartsWith("aside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WillNeverWork_IsMovedAsideAtOnce()
    {
        Both(FailureCategory.Permanent);

        Assert.Equal("aside chat Permanent 1", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_NoRouteAtAll_IsMovedAside()
    {
        _bench.First.Unconfigured.UnionWith(["first", "second"]);

        Assert.Equal("aside no route", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_NobodyKnowsWhetherItWentOut_IsNotSaidASecondTimeElsewhere()
    {
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.UnknownOutcome, "timeout");

        Assert.Equal("again counted holding chat UnknownOutcome timeout", await _bench.RunAsync(Token));
        Assert.Single(_bench.First.Arrived);
        Assert.Equal("chat:first:Webhook:a", _bench.Wait?.Pinned);
    }

    [Fact]
    public async Task Run_UnknownOutcomeAgain_CountsAsSentRatherThanRepeatingForEver()
    {
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.UnknownOutcome, "timeout");
        _bench.Item = _bench.Item with { Attempts = 1, Pinned = "chat:first:Webhook:a" };

        Assert.Equal("sent outcome unknown", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_StoreGoesAway_LeavesTheRowToTheEndOfItsLease()
    {
        _bench.Renders = _ => throw new StoreUnavailableException();

        Assert.Equal("", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_RendererFails_IsTriedAgainAndInTheEndMovedAside()
    {
        _bench.Renders = _ => throw new InvalidOperationException("a mistake of ours");
        Assert.Equal("again counted fault:InvalidOperationException", await _bench.RunAsync(Token));

        _bench.Item = _bench.Item with { Attempts = 7 };
        Assert.Equal("aside fault:InvalidOperationException", await _bench.RunAsync(Token));
    }

    private void WorkFor(Recipient recipient)
    {
        _bench.Item = _bench.Item with { Recipient = recipient };
        _bench.Renders = _ =>
        {
            var changes = new ChangeSet(Samples.Branch);
            changes.Add(new Audited(null, "test", "", "", Samples.Noon));
            return new Rendering.Work(changes);
        };
    }

    private void Both(FailureCategory failure) =>
        (_bench.First.Answers["first"], _bench.First.Answers["second"]) = (SendResult.Failed(failure, "1"), SendResult.Failed(failure, "1"));
}
