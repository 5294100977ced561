using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;
using static ChatBot.Channels.DingTalk.Tests.Doubles.StreamTestClient;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>What the stream double does wrong when asked, and its switches for other processes.</summary>
public sealed class DingTalkStreamMisbehaviourTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private readonly HttpClient _http = new();
    private DingTalkDouble _platform = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await DingTalkDouble.StartAsync(new DingTalkDoubleOptions { Control = true }, _clock);
        _http.BaseAddress = _platform.BaseUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Drop_InsideAFrame_EndsWithoutClosing()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        await _platform.Stream.WaitForConnectionAsync();

        await _platform.Stream.DropAsync(whileSaying: "报名");

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Misbehaving_OpenRefusedSilentTwice_AsAsked()
    {
        _platform.FailNext(DingTalkRoutes.StreamOpen, HttpStatusCode.ServiceUnavailable);
        using var refused = await OpenAsync(_http, OpenBody(subscriptions: ("CALLBACK", Robot)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        _platform.FailNext(DingTalkRoutes.StreamConnect, HttpStatusCode.Unauthorized);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(_http, ("CALLBACK", Robot)));

        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        await _platform.Stream.WaitForConnectionAsync();
        _platform.Stream.DeliversTwice = true;
        await _platform.SayAsync("u1", "张伟", "一");
        Assert.Equal((string)(await client.ReadAsync())!["data"]!, (string)(await client.ReadAsync())!["data"]!);

        _platform.Stream.Silence();
        await _platform.SayAsync("u1", "张伟", "二");
        Assert.True(await client.IsQuietAsync(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task Open_FailingByCodeOrSlow_AsAsked()
    {
        _platform.FailNext(DingTalkRoutes.StreamOpen, Failure.Dotted(HttpStatusCode.Forbidden, "Forbidden.AccessDenied.QpsLimitForApi"));
        using var refused = await OpenAsync(_http, OpenBody(subscriptions: ("CALLBACK", Robot)));
        var answer = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
        _platform.Delay(DingTalkRoutes.StreamOpen, TimeSpan.FromMilliseconds(400));
        var since = Stopwatch.GetTimestamp();
        using var slow = await OpenAsync(_http, OpenBody(subscriptions: ("CALLBACK", Robot)));

        Assert.Equal("Forbidden.AccessDenied.QpsLimitForApi", (string)answer["code"]!);
        Assert.Equal(HttpStatusCode.OK, slow.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(since) >= TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task Say_CutInsideTheFrame_ComesAgainOnTheNextConnection()
    {
        using var first = await ConnectAsync(_http, ("CALLBACK", Robot));
        _platform.FailNext(DingTalkRoutes.StreamRobot, Failure.ConnectionCut());
        var said = await _platform.SayAsync("u1", "张伟", "报名");
        Assert.Null(await first.ReadAsync());

        using var second = await ConnectAsync(_http, ("CALLBACK", Robot));
        await _platform.Stream.WaitForConnectionAsync();
        _clock.Set(_clock.GetUtcNow().AddSeconds(61));
        var frame = (await second.ReadAsync())!;
        await second.AcknowledgeAsync(frame);

        Assert.Equal(2, (await said.AcknowledgedAsync()).Connection);
        Assert.Equal("报名", (string)DataOf(frame)["text"]!["content"]!);
    }

    [Fact]
    public async Task Say_WithoutConnectionAndPatience_IsLost()
    {
        _platform.Stream.Patience = TimeSpan.Zero;
        var said = await _platform.SayAsync("u1", "张伟", "报名");
        using var late = await ConnectAsync(_http, ("CALLBACK", Robot));
        _clock.Set(_clock.GetUtcNow().AddSeconds(61));

        Assert.True(said.IsLost);
        Assert.True(await late.IsQuietAsync(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task Repeat_AsNew_HasAnotherMessageIdAndTheSameMessage()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        var said = await _platform.SayAsync("u1", "张伟", "报名");
        await _platform.Stream.RepeatAsync(said);
        await _platform.Stream.RepeatAsNewAsync(said);
        JsonObject[] frames = [(await client.ReadAsync())!, (await client.ReadAsync())!, (await client.ReadAsync())!];

        Assert.Equal([true, true, false], frames.Select(f => (string)f["headers"]!["messageId"]! == said.MessageId));
        Assert.Single(frames.Select(f => (string)DataOf(f)["msgId"]!).Distinct());
    }

    [Fact]
    public async Task Control_SayTapAndQuota_WorkFromAnotherProcess()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        using var said = await _http.PostAsJsonAsync("_double/robot/say", new { user = "u1", nick = "张伟", text = "报名" });
        var heard = DataOf((await client.ReadAsync())!);
        using var card = await _http.PostAsJsonAsync((string)heard["sessionWebhook"]!, JsonNode.Parse("""
            {"msgtype":"actionCard","actionCard":{"title":"党课","text":"参加吗？",
            "singleTitle":"参加","singleURL":"dtmd://dingtalkclient/sendMessage?content=%E5%8F%82%E5%8A%A0"}}
            """));
        using var tapped = await _http.PostAsJsonAsync("_double/robot/tap", new { button = "参加", user = "u1" });

        Assert.Equal("参加", (string)DataOf((await client.ReadAsync())!)["text"]!["content"]!);
        Assert.Matches("dingtalk.session +1\ndingtalk.stream.robot +2", await _http.GetStringAsync("_double/quota", TestContext.Current.CancellationToken));
    }
}
