using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

public sealed class DingTalkProbeTests
{
    [Fact]
    public async Task Probe_AllWell_FindsTokenClockAndWebhooksAndPostsNothing()
    {
        await using var host = await BotHost.StartAsync();

        var findings = await host.Probe.ProbeAsync(CancellationToken.None);

        Assert.Equal("dingtalk", host.Probe.Name);
        Assert.All(findings, finding => Assert.True(finding.IsGood, finding.Detail));
        Assert.Equal(
            [
                "Channels:DingTalk:alerts:GroupWebhooks:office",
                "Channels:DingTalk:main: access token",
                "Channels:DingTalk:main: can",
                "Channels:DingTalk:main: clock",
                "Channels:DingTalk:main: hears",
                "Channels:DingTalk:main: this month",
                "Channels:DingTalk:main:GroupWebhooks:branch",
            ],
            findings.Select(f => f.Subject).Order(StringComparer.Ordinal));
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Probe_StreamMode_AsksForATicketAndUsesNone()
    {
        await using var host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:Mode"] = "Stream");
        await host.Platform.Stream.WaitForConnectionAsync(ct: TestContext.Current.CancellationToken);

        var hears = Assert.Single(await host.Probe.ProbeAsync(CancellationToken.None), f => f.Subject.EndsWith("hears", StringComparison.Ordinal));

        Assert.True(hears.IsGood);
        Assert.Contains("ticket", hears.Detail, StringComparison.Ordinal);
        Assert.Equal(1, host.Platform.Stream.Opened);
    }

    [Fact]
    public async Task Probe_StreamRefused_SaysWhatToSetInTheConsole()
    {
        await using var host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:Mode"] = "Stream");
        await host.Platform.Stream.WaitForConnectionAsync(ct: TestContext.Current.CancellationToken);
        host.Platform.FailNext(DingTalkRoutes.StreamOpen, Failure.Dotted(System.Net.HttpStatusCode.BadRequest, "invalidClientIdOrSecret"));

        var bad = Assert.Single(await host.Probe.ProbeAsync(CancellationToken.None), f => !f.IsGood);

        Assert.Contains("消息接收模式", bad.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WrongSecret_SaysWhatToCompare()
    {
        await using var host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:AppSecret"] = "wrong-secret");

        var bad = Assert.Single(await host.Probe.ProbeAsync(CancellationToken.None), f => !f.IsGood);

        Assert.Contains("invalidClientIdOrSecret", bad.Detail, StringComparison.Ordinal);
        Assert.Contains("Channels:DingTalk:main:AppKey", bad.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", bad.Detail + bad.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_ClockTenMinutesOff_SaysSo()
    {
        await using var host = await BotHost.StartAsync();
        host.Clock.Now += TimeSpan.FromMinutes(10);
        var bad = Assert.Single(await host.Probe.ProbeAsync(CancellationToken.None), f => !f.IsGood);
        Assert.Equal("Channels:DingTalk:main: clock", bad.Subject);
    }

    [Fact]
    public async Task Probe_NobodyListens_NamesTheHost()
    {
        await using var host = await BotHost.StartAsync(
            new DingTalkDoubleOptions(), s => s["Channels:DingTalk:main:ApiBaseUrl"] = "http://127.0.0.1:9");
        var bad = Assert.Single(await host.Probe.ProbeAsync(CancellationToken.None), f => !f.IsGood);
        Assert.Contains("127.0.0.1", bad.Advice, StringComparison.Ordinal);
    }
}
