using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>One request and one answer, where the double cannot give the answer wanted.</summary>
public sealed class DingTalkApiTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 1, 50, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(429, "{\"code\":\"system.busy\"}", "7", 7)]
    [InlineData(503, "", "30", 30)]
    [InlineData(429, "", "Wed, 04 Mar 2026 01:50:20 GMT", 20)]
    [InlineData(429, "", "Wed, 04 Mar 2026 01:00:00 GMT", 2)]
    [InlineData(429, "", "99999999", 86_400)]
    [InlineData(400, "{\"code\":\"group.disbanded\"}", "7", null)]
    [InlineData(200, "<html></html>", "7", 300)]
    public async Task Post_RetryAfter_IsTakenWhereWaitingHelps(int status, string body, string header, int? seconds)
    {
        var answer = await PostAsync(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            response.Headers.TryAddWithoutValidation("Retry-After", header);
            return response;
        });

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, answer.Failure!.RetryAfter);
    }

    [Fact]
    public async Task Post_Request_HasTokenInTheHeaderAndJsonWithLength()
    {
        HttpRequestMessage? seen = null;
        var answer = await PostAsync(request =>
        {
            seen = request;
            Assert.Equal("token-1", Assert.Single(request.Headers.GetValues("x-acs-dingtalk-access-token")));
            Assert.Equal(new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" }, request.Content!.Headers.ContentType);
            Assert.Equal(Encoding.UTF8.GetByteCount("""{"msgtype":"text","text":{"content":"好"}}"""), request.Content.Headers.ContentLength);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"errcode":"0"}""") };
        });

        Assert.NotNull(seen);
        Assert.Null(answer.Failure);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, FailureCategory.ServiceDown)]
    [InlineData(HttpRequestError.SecureConnectionError, FailureCategory.ServiceDown)]
    [InlineData(HttpRequestError.ConnectionError, FailureCategory.ServiceDown)]
    [InlineData(HttpRequestError.ResponseEnded, FailureCategory.UnknownOutcome)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, FailureCategory.UnknownOutcome)]
    public async Task Post_NetworkFailure_IsCertainOnlyBeforeTheConnection(HttpRequestError error, FailureCategory category)
    {
        var answer = await PostAsync(_ => throw new HttpRequestException(error));
        Assert.Equal(category, answer.Failure?.Category);
    }

    [Fact]
    public async Task Client_Redirect_IsNotFollowed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var elsewhere = builder.Build();
        var strayed = 0;
        elsewhere.MapPost("/robot/send", () => Results.Redirect("/other", preserveMethod: true));
        elsewhere.MapPost("/other", () => Interlocked.Increment(ref strayed));
        await elsewhere.StartAsync();
        await using var host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:OapiBaseUrl"] = elsewhere.Urls.First());

        var result = await host.SendAsync(RouteKind.Webhook, "branch", "一");

        Assert.Equal((FailureCategory.Configuration, "307", 0), (result.Failure, result.Code, strayed));
    }

    [Fact]
    public async Task Client_EndlessAnswer_IsCutOff()
    {
        await using var host = await BotHost.StartAsync();
        host.Platform.FailNext(PlatformDoubles.DingTalkRoutes.Webhook, PlatformDoubles.Failure.Garbage(new string(' ', 1024 * 1024)));
        var result = await host.SendAsync(RouteKind.Webhook, "branch", "一");
        Assert.Equal((FailureCategory.Transient, "answer_lost"), (result.Failure, result.Code));
    }

    private static async Task<DingTalkAnswer> PostAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var services = new ServiceCollection().AddMetrics();
        services.AddHttpClient(DingTalkApi.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Handler(answer));
        services.AddSingleton<DingTalkMetrics>();
        await using var provider = services.BuildServiceProvider();
        var api = new DingTalkApi(
            provider.GetRequiredService<IHttpClientFactory>(),
            new SettableClock(Now),
            provider.GetRequiredService<DingTalkMetrics>(),
            NullLogger<DingTalkApi>.Instance);
        return await api.SendAsync(
            new DingTalkRequest<WebhookBody>(
                "main",
                "robot/send",
                new Uri("https://oapi.dingtalk.com/robot/send"),
                new WebhookBody { Text = new TextContent("好") },
                DingTalkJson.Outgoing.WebhookBody,
                IsSend: true,
                "token-1"),
            CancellationToken.None);
    }

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
