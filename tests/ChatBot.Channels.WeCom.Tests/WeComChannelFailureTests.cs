using System.Collections.Concurrent;
using System.Net;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>What becomes of a send when the platform, or a machine before it, says no or nothing.</summary>
public sealed class WeComChannelFailureTests : IAsyncLifetime
{
    private static readonly OutboundRoute Member = new("wecom", "main", RouteKind.Private, "zhangwei");
    private static readonly OutboundRoute Group = new("wecom", "main", RouteKind.Webhook, "branch");
    private static readonly OutboundMessage Notice = new() { Text = "周三19:00党课" };

    private WeComHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WeComHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task Send_TokenEnded_IsRenewedOnceAndSent(int code)
    {
        await SendAsync(Member, Notice);
        if (code == 40014)
        {
            _host.Platform.RevokeTokens();
        }
        else
        {
            _host.Platform.ExpireTokens();
        }

        var result = await SendAsync(Member, new OutboundMessage { Text = "again" });

        Assert.True(result.IsSent);
        Assert.Equal(2, _host.Platform.CallsOf(WeComRoutes.Token));
        Assert.Equal(2, _host.Platform.Received.Count);
    }

    [Theory]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task Send_TokenRefusedAgain_FailsAfterOneRenewal(int code)
    {
        _host.Platform.FailNext(WeComRoutes.App, code, count: 5);

        var result = await SendAsync(Member, Notice);

        Assert.Equal(FailureCategory.Authentication, result.Failure);
        Assert.Equal($"{code}", result.Code);
        Assert.Equal(2, _host.Platform.CallsOf(WeComRoutes.App));
        Assert.Equal(2, _host.Platform.CallsOf(WeComRoutes.Token));
    }

    [Fact]
    public async Task Send_SystemBusy_IsTriedThreeTimes()
    {
        _host.Platform.FailNext(WeComRoutes.App, -1, count: 2);

        Assert.True((await SendAsync(Member, Notice)).IsSent);
        Assert.Equal(3, _host.Platform.CallsOf(WeComRoutes.App));
    }

    [Fact]
    public async Task Send_SystemBusyForLong_IsGivenUpAfterThreeTries()
    {
        _host.Platform.FailNext(WeComRoutes.App, -1, count: 10);

        var result = await SendAsync(Member, Notice);

        Assert.Equal((FailureCategory.ServiceDown, "-1"), (result.Failure, result.Code));
        Assert.Equal(3, _host.Platform.CallsOf(WeComRoutes.App));
    }

    [Theory]
    [InlineData(60020, FailureCategory.Configuration)]
    [InlineData(81013, FailureCategory.Permanent)]
    [InlineData(45009, FailureCategory.RateLimited)]
    [InlineData(40001, FailureCategory.Authentication)]
    [InlineData(123456, FailureCategory.Transient)]
    public async Task Send_ErrorCode_IsOneCallAndItsCategory(int code, FailureCategory expected)
    {
        _host.Platform.FailNext(WeComRoutes.App, code);

        var result = await SendAsync(Member, Notice);

        Assert.Equal(expected, result.Failure);
        Assert.Equal($"{code}", result.Code);
        Assert.Equal(1, _host.Platform.CallsOf(WeComRoutes.App));
        Assert.Equal(code == 45009 ? TimeSpan.FromMinutes(1) : null, result.RetryAfter);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, FailureCategory.ServiceDown)]
    [InlineData(HttpStatusCode.BadGateway, FailureCategory.ServiceDown)]
    [InlineData(HttpStatusCode.GatewayTimeout, FailureCategory.UnknownOutcome)]
    [InlineData(HttpStatusCode.TooManyRequests, FailureCategory.RateLimited)]
    [InlineData(HttpStatusCode.NotFound, FailureCategory.Configuration)]
    [InlineData(HttpStatusCode.Found, FailureCategory.Configuration)]
    public async Task Send_HttpStatusOfAMachineBetween_IsItsCategory(HttpStatusCode status, FailureCategory expected)
    {
        _host.Platform.FailNext(WeComRoutes.Webhook, status);

        var result = await SendAsync(Group, Notice);

        Assert.Equal(expected, result.Failure);
        Assert.Equal($"http-{(int)status}", result.Code);
    }

    [Fact]
    public async Task Send_AnswerLost_IsUnknownForAWebhookAndRetriedForAMember()
    {
        _host.Platform.FailNext(WeComRoutes.Webhook, Failure.AnswerLost());
        _host.Platform.FailNext(WeComRoutes.App, Failure.AnswerLost());

        Assert.Equal(FailureCategory.UnknownOutcome, (await SendAsync(Group, Notice)).Failure);
        Assert.Equal(FailureCategory.Transient, (await SendAsync(Member, Notice)).Failure);
    }

    [Theory]
    [InlineData("<html>blocked</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Send_AnswerNotThePlatforms_IsUnknown(string body)
    {
        _host.Platform.FailNext(WeComRoutes.Webhook, Failure.Garbage(body));

        var result = await SendAsync(Group, Notice);

        Assert.Equal(FailureCategory.UnknownOutcome, result.Failure);
        Assert.Equal("answer", result.Code);
    }

    [Fact]
    public async Task Send_AnswerTooLarge_IsNotReadToTheEnd()
    {
        _host.Platform.FailNext(WeComRoutes.Webhook, Failure.Garbage(new string(' ', 300 * 1024) + "{\"errcode\":0}"));

        Assert.Equal(FailureCategory.UnknownOutcome, (await SendAsync(Group, Notice)).Failure);
    }

    [Fact]
    public async Task Send_WrongSecret_DoesNotKeepAsking()
    {
        await using var host = await WeComHost.StartAsync(change: s => s["Channels:WeCom:main:App:Secret"] = "wrong");

        var first = await host.Channel.SendAsync(Member, Notice, "1", TestContext.Current.CancellationToken);
        var second = await host.Channel.SendAsync(Member, Notice, "2", TestContext.Current.CancellationToken);

        Assert.Equal(FailureCategory.Authentication, first.Failure);
        Assert.Equal(FailureCategory.Authentication, second.Failure);
        Assert.Equal("40001", second.Code);
        Assert.Equal(1, host.Platform.CallsOf(WeComRoutes.Token));
    }

    [Fact]
    public async Task Send_ToSomebodyUnknown_IsPermanent()
    {
        await using var host = await WeComHost.StartAsync(new WeComDoubleOptions { Members = [new("lina", "李娜", 1)] });

        var result = await host.Channel.SendAsync(Member, Notice, "1", TestContext.Current.CancellationToken);

        Assert.Equal(FailureCategory.Permanent, result.Failure);
    }

    [Theory]
    [InlineData("invaliduser")]
    [InlineData("unlicenseduser")]
    public async Task Send_AnswerZeroThatNamesTheMember_IsPermanent(string field)
    {
        _host.Platform.FailNext(WeComRoutes.App, Failure.Garbage($$"""{"errcode":0,"errmsg":"ok","{{field}}":"zhangwei"}"""));

        var result = await SendAsync(Member, Notice);

        Assert.Equal(FailureCategory.Permanent, result.Failure);
        Assert.Equal(field, result.Code);
    }

    [Fact]
    public async Task Send_PlatformAway_IsServiceDown()
    {
        await _host.Platform.DisposeAsync();

        Assert.Equal(FailureCategory.ServiceDown, (await SendAsync(Group, Notice)).Failure);
        Assert.Equal(FailureCategory.ServiceDown, (await SendAsync(Member, Notice)).Failure);
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var elsewhere = builder.Build();
        var paths = new ConcurrentQueue<string>();
        elsewhere.Run(context =>
        {
            paths.Enqueue(context.Request.Path);
            context.Response.Headers.Location = "/caught";
            context.Response.StatusCode = 307;
            return Task.CompletedTask;
        });
        await elsewhere.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await WeComHost.StartAsync(change: s => s["Channels:WeCom:main:ApiBaseUrl"] = elsewhere.Urls.Single());

        var result = await host.Channel.SendAsync(Group, Notice, "1", TestContext.Current.CancellationToken);

        Assert.Equal("http-307", result.Code);
        Assert.Equal(FailureCategory.Configuration, result.Failure);
        Assert.Equal(["/cgi-bin/webhook/send"], paths);
    }

    private Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message) =>
        _host.Channel.SendAsync(route, message, "key", TestContext.Current.CancellationToken);
}
