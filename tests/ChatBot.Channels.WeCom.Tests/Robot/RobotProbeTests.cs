using System.Net;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>What <c>doctor</c> finds, without ending the connection of a bot that runs.</summary>
public sealed class RobotProbeTests : IAsyncLifetime
{
    private readonly MemoryReplicas _replicas = new();
    private WeComDouble _platform = null!;
    private RobotHost _doctor = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync();
        _doctor = await RobotHost.StartAsync(_platform, _replicas, runs: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _doctor.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Probe_NobodyConnected_TriesAndLeavesAgain()
    {
        var finding = Assert.Single(await _doctor.Probe.ProbeAsync(CancellationToken.None));

        Assert.True(finding.IsGood, finding.Detail);
        Assert.Equal(1, _platform.Robot.Subscriptions);
        await RobotHost.UntilAsync(() => !_platform.Robot.IsConnected, "it has left");
        Assert.Null(await _replicas.HolderOfAsync($"wecom:robot:{WeComDemo.BotId}", CancellationToken.None));
    }

    [Fact]
    public async Task Probe_WhileABotRuns_SaysWhoAndTouchesNothing()
    {
        await using var bot = await RobotHost.StartAsync(_platform, _replicas);
        await bot.UntilLoggedAsync(2100);

        var finding = Assert.Single(await _doctor.Probe.ProbeAsync(CancellationToken.None));

        Assert.True(finding.IsGood, finding.Detail);
        Assert.Contains(Environment.MachineName, finding.Detail, StringComparison.Ordinal);
        Assert.Equal((1, true), (_platform.Robot.Subscriptions, _platform.Robot.IsConnected));
    }

    [Fact]
    public async Task Probe_SecretRefused_SaysWhatToDoWithoutTheSecret()
    {
        _platform.FailNext(WeComRoutes.RobotSubscribe, 853000);

        var finding = Assert.Single(await _doctor.Probe.ProbeAsync(CancellationToken.None));

        Assert.False(finding.IsGood);
        Assert.Contains("Channels:WeCom:main:Robot:Secret", finding.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(WeComDemo.RobotSecret, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_PlatformAway_SaysSo()
    {
        _platform.FailNext(WeComRoutes.RobotConnect, HttpStatusCode.BadGateway);
        Assert.Contains("no connection", Assert.Single(await _doctor.Probe.ProbeAsync(CancellationToken.None)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_RedisAway_TriesNothing()
    {
        _replicas.IsAway = true;

        Assert.False(Assert.Single(await _doctor.Probe.ProbeAsync(CancellationToken.None)).IsGood);
        Assert.Equal(0, _platform.CallsOf(WeComRoutes.RobotConnect));
    }

    [Fact]
    public async Task Probe_TwoAccountsWithOneRobot_IsAFault()
    {
        await using var doctor = await RobotHost.StartAsync(
            _platform,
            _replicas,
            change: s =>
            {
                s["Channels:WeCom:second:Robot:BotId"] = WeComDemo.BotId;
                s["Channels:WeCom:second:Robot:Secret"] = WeComDemo.RobotSecret;
                s["Channels:WeCom:second:Robot:Endpoint"] = _platform.RobotEndpoint.ToString();
            },
            runs: false);

        Assert.Equal(2, (await doctor.Probe.ProbeAsync(CancellationToken.None)).Count(f => f.Subject.EndsWith(":BotId", StringComparison.Ordinal) && !f.IsGood));
    }
}
