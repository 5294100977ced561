using System.Net;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

public sealed class WeComCallbackWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 100_000, HttpStatusCode.OK)]
    [InlineData("00:10:00", 599, HttpStatusCode.OK)]
    [InlineData("00:10:00", -599, HttpStatusCode.OK)]
    [InlineData("00:10:00", 601, HttpStatusCode.Forbidden)]
    [InlineData("00:10:00", -601, HttpStatusCode.Forbidden)]
    public async Task Post_TimestampAwayFromTheClock_IsRefusedOnlyOutsideTheWindow(string? window, int seconds, HttpStatusCode expected)
    {
        await using var host = await WeComHost.StartAsync(
            change: s => s["Channels:WeCom:main:App:CallbackWindow"] = window, clock: new FixedClock(Now));
        using var caller = new WeComCallbackClient(
            host.CallbackUrl, WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, host.Http, new FixedClock(Now.AddSeconds(seconds)));

        var reply = await caller.SendTextAsync("zhangwei", "x");

        Assert.Equal(expected, reply.Status);
        Assert.Equal(expected == HttpStatusCode.OK, await caller.VerifyUrlAsync());
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
