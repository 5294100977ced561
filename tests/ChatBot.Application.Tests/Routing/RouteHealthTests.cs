using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Time;
using Xunit;

namespace ChatBot.Kernel.Tests.Routing;

public sealed class RouteHealthTests
{
    private static readonly OutboundRoute Ann = new("wecom", "main", RouteKind.Private, "ann");
    private static readonly OutboundRoute Bob = new("wecom", "main", RouteKind.Private, "bob");
    private static readonly OutboundRoute Hook = new("wecom", "main", RouteKind.Webhook, "a");
    private static readonly OutboundRoute OtherHook = new("wecom", "main", RouteKind.Webhook, "b");
    private static readonly SendResult Down = SendResult.Failed(FailureCategory.ServiceDown, "502");

    private readonly MovableClock _clock = new(Samples.Noon);
    private readonly RouteHealth _health;

    public RouteHealthTests() => _health = new RouteHealth(_clock);

    [Fact]
    public void Report_ThreeFailuresInARow_LeavesTheEndpointAlone()
    {
        Fail(Ann, Down, 2);
        _health.Report(Ann, SendResult.Sent());
        Fail(Bob, Down, 2);
        Assert.Null(_health.WaitOf(Ann));

        Fail(Ann, Down, 1);

        Assert.InRange(_health.WaitOf(Bob)!.Value.TotalSeconds, 12, 18);
        Assert.Equal((RouteCondition.Down, "ServiceDown 502"), (_health.ConditionOf(Ann), _health.CodeOf(Ann)));
        Assert.Equal((null, RouteCondition.Good, null), (_health.WaitOf(Hook), _health.ConditionOf(Hook), _health.CodeOf(Hook)));
    }

    [Fact]
    public void Report_FailsAfterEachPause_PausesGrowToTenMinutes()
    {
        Fail(Ann, Down, 3);
        var pauses = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            pauses.Add(_health.WaitOf(Ann)!.Value.TotalSeconds);
            _clock.Advance(_health.WaitOf(Ann)!.Value);
            Fail(Ann, Down, 1);
        }

        Assert.InRange(pauses[1], 24, 36);
        Assert.InRange(pauses[3], 96, 144);
        Assert.InRange(pauses[9], 480, 720);
    }

    [Fact]
    public void Ask_AfterThePause_OneTriesAndTheOthersWaitForIt()
    {
        Fail(Ann, Down, 3);
        _clock.Advance(_health.WaitOf(Ann)!.Value);
        Assert.Null(_health.WaitOf(Bob));

        _health.Ask(Ann);
        Assert.NotNull(_health.WaitOf(Bob));
        _health.Report(Ann, SendResult.Sent());

        Assert.Null(_health.WaitOf(Bob));
        Assert.Equal(RouteCondition.Good, _health.ConditionOf(Bob));
    }

    [Fact]
    public void Ask_ProbeNeverAnswered_OthersTryAfterAWhile()
    {
        Fail(Ann, Down, 3);
        _clock.Advance(_health.WaitOf(Ann)!.Value);
        _health.Ask(Ann);

        _clock.Advance(_health.WaitOf(Bob)!.Value);

        Assert.Null(_health.WaitOf(Bob));
    }

    [Theory]
    [InlineData(FailureCategory.Authentication)]
    [InlineData(FailureCategory.Configuration)]
    public void Report_WeAreRefused_IsSickAtOnceForLongerAndSaidOnce(FailureCategory failure)
    {
        Assert.True(_health.Report(Hook, SendResult.Failed(failure, "93000")));

        Assert.InRange(_health.WaitOf(Hook)!.Value.TotalMinutes, 12, 18);
        Assert.Equal(RouteCondition.Sick, _health.ConditionOf(Hook));
        Assert.Null(_health.WaitOf(OtherHook));
        _clock.Advance(_health.WaitOf(Hook)!.Value);
        Assert.False(_health.Report(Hook, SendResult.Failed(failure, "93000")));
        Assert.InRange(_health.WaitOf(Hook)!.Value.TotalMinutes, 24, 36);
        _health.Report(Hook, SendResult.Sent());
        Assert.True(_health.Report(Hook, SendResult.Failed(failure, "93000")));
    }

    [Fact]
    public void Report_PlatformSaysWait_TheRouteIsNotAskedBefore()
    {
        _health.Report(Hook, SendResult.Failed(FailureCategory.RateLimited, "45009", TimeSpan.FromMinutes(10)));

        Assert.Equal(TimeSpan.FromMinutes(10), _health.WaitOf(Hook));
        Assert.Equal(RouteCondition.Waiting, _health.ConditionOf(Hook));
        Assert.Null(_health.WaitOf(OtherHook));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(_health.WaitOf(Hook));
    }

    [Fact]
    public void Report_PlatformSaysStopEverything_NoRouteOfTheAccountIsAsked()
    {
        _health.Report(Hook, SendResult.Failed(FailureCategory.RateLimited, "90018", TimeSpan.FromSeconds(300), holdsAccount: true));

        Assert.All([Hook, OtherHook, Ann], r => Assert.Equal(TimeSpan.FromSeconds(300), _health.WaitOf(r)));
        Assert.Null(_health.WaitOf(Hook with { Account = "other" }));
    }

    [Fact]
    public void Report_RefusedForGood_SaysNothingAgainstTheRoute()
    {
        Fail(Hook, SendResult.Failed(FailureCategory.Permanent, "40058"), 9);

        Assert.Null(_health.WaitOf(Hook));
        Assert.Equal(RouteCondition.Good, _health.ConditionOf(Hook));
    }

    private void Fail(OutboundRoute route, SendResult result, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _health.Report(route, result);
        }
    }
}
