using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;
using static ChatBot.Channels.DingTalk.Tests.Doubles.StreamTestClient;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>Stream mode of the double: opening, frames, acknowledgements, repeats, several connections, ends.</summary>
public sealed class DingTalkStreamDoubleTests : IAsyncLifetime
{
    private const string Group = DingTalkDemo.GroupConversation;
    private readonly ShiftedClock _clock = new();
    private readonly HttpClient _http = new();
    private DingTalkDouble _platform = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions { StreamGrace = TimeSpan.FromMilliseconds(300), CallsPerSecond = 0, MonthlyWebhookAndStream = 6 }, _clock);
        _http.BaseAddress = _platform.BaseUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Open_WrongSecretNoSubscriptionOrNoAccept_IsNoTicket()
    {
        using var secret = await OpenAsync(_http, OpenBody("wrong", ("CALLBACK", Robot)));
        using var nothing = await OpenAsync(_http, OpenBody());
        using var oneEvent = await OpenAsync(_http, OpenBody(subscriptions: ("EVENT", "user_add_org")));
        using var xml = await OpenAsync(_http, OpenBody(subscriptions: ("CALLBACK", Robot)), accept: "*/*");

        Assert.Equal(HttpStatusCode.Unauthorized, secret.StatusCode);
        Assert.Equal("authFailed", (string)(await secret.Content.ReadFromJsonAsync<JsonObject>())!["code"]!);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, oneEvent.StatusCode);
        Assert.Equal("application/xml", xml.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connect_TicketEscapedOrRaw_OpensOnce(bool escaped)
    {
        var (endpoint, ticket) = await TicketAsync(_http, ("CALLBACK", Robot));
        Assert.All("+/=", c => Assert.True(ticket.Contains(c), ticket));
        var address = $"{endpoint}?ticket={(escaped ? Uri.EscapeDataString(ticket) : ticket)}";

        using var client = await ConnectAsync(address);

        await _platform.Stream.WaitForConnectionAsync();
        Assert.Equal("test-client/1", Assert.Single(_platform.Stream.Connections).UserAgent);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address));
    }

    [Fact]
    public async Task Connect_TicketOlderThan90Seconds_IsRefused()
    {
        var (endpoint, ticket) = await TicketAsync(_http, ("CALLBACK", Robot));
        _clock.Set(_clock.GetUtcNow().AddSeconds(91));

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync($"{endpoint}?ticket={Uri.EscapeDataString(ticket)}"));
    }

    [Fact]
    public async Task Say_InGroup_ComesAsOneFrameAndIsAnsweredAtTheSession()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));

        var said = await _platform.SayAsync("u1", "张伟", "周三党课我请假", Group);
        var frame = (await client.ReadAsync())!;
        var data = DataOf(frame);
        await client.AcknowledgeAsync(frame);
        using var answer = await _http.PostAsJsonAsync((string)data["sessionWebhook"]!, new { msgtype = "text", text = new { content = "好的" } });

        Assert.Equal(("1.0", "CALLBACK", Robot), ((string)frame["specVersion"]!, (string)frame["type"]!, (string)frame["headers"]!["topic"]!));
        Assert.Equal((" 周三党课我请假", "u1", "2"), ((string)data["text"]!["content"]!, (string)data["senderStaffId"]!, (string)data["conversationType"]!));
        Assert.Equal(200, (await said.AcknowledgedAsync()).Code);
        Assert.Equal("好的", (await said.AnswerAsync()).Text);
        Assert.Empty(_platform.Stream.Faults);
    }

    [Fact]
    public async Task Say_Unacknowledged_ComesAgainAfterAMinuteWithTheSameIds()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        var said = await _platform.SayAsync("u1", "张伟", "报名");
        var first = (await client.ReadAsync())!;

        _clock.Set(_clock.GetUtcNow().AddSeconds(61));
        var second = (await client.ReadAsync())!;
        await client.AcknowledgeAsync(second);
        await said.AcknowledgedAsync();
        _clock.Set(_clock.GetUtcNow().AddSeconds(61));

        Assert.Equal(said.MessageId, (string)second["headers"]!["messageId"]!);
        Assert.Equal((string)first["data"]!, (string)second["data"]!);
        Assert.True(await client.IsQuietAsync(TimeSpan.FromMilliseconds(400)));
        Assert.Equal(2, said.Pushes);
    }

    [Theory]
    [InlineData("""{"response":null""", "data is no JSON text")]
    [InlineData(null, "acknowledges no frame that was pushed")]
    public async Task Acknowledge_Wrongly_IsAFaultAndCountsAsNone(string? data, string fault)
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        var said = await _platform.SayAsync("u1", "张伟", "报名");
        var frame = (await client.ReadAsync())!;
        if (data is null)
        {
            frame["headers"]!["messageId"] = "another";
        }

        await client.AcknowledgeAsync(frame, data ?? "{}");
        await client.AcknowledgeAsync(new JsonObject { ["headers"] = new JsonObject { ["messageId"] = said.MessageId } });

        await said.AcknowledgedAsync();
        Assert.Contains(fault, Assert.Single(_platform.Stream.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("robot")]
    [InlineData("card")]
    [InlineData("event_user_leave")]
    [InlineData("event_later")]
    public async Task Acknowledge_AsTheSharedVectorsDo_IsRight(string name)
    {
        var path = SharedFiles.Find("protocols/dingtalk-vectors.json");
        Assert.SkipWhen(path is null, "The shared protocol vectors are not there.");
        var vector = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!["streamAcks"]![name]!;
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot), ("CALLBACK", CardTopic), ("EVENT", "*"));
        var pushed = name switch
        {
            "robot" => await _platform.SayAsync("u1", "张伟", "报名"),
            "card" => await _platform.TapAsync(await TestCalls.ShowCardAsync(_platform, _http, "card-1"), "报名", "u1"),
            _ => await _platform.Stream.TellAsync(DingTalkEvents.UserLeft("u1")),
        };

        await client.AcknowledgeAsync((await client.ReadAsync())!, (string)vector["data"]!, (int)vector["code"]!);

        Assert.Equal(200, (await pushed.AcknowledgedAsync()).Code);
        Assert.Empty(_platform.Stream.Faults);
    }

    [Fact]
    public async Task Ping_NotEchoed_IsAFault()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        var ping = await _platform.Stream.PingAsync();
        var frame = (await client.ReadAsync())!;

        await client.AcknowledgeAsync(frame, """{"opaque":"other"}""");
        await client.AcknowledgeAsync(frame, (string)frame["data"]!);

        await ping.AcknowledgedAsync();
        Assert.Contains("not echoed", Assert.Single(_platform.Stream.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_OnlySubscribedTopics_ArePushed()
    {
        using var robots = await ConnectAsync(_http, ("CALLBACK", Robot));
        _platform.Stream.Patience = TimeSpan.Zero;
        var lost = await _platform.Stream.TellAsync(DingTalkEvents.UserLeft("u1"));
        using var events = await ConnectAsync(_http, ("EVENT", "*"));
        await _platform.Stream.WaitForConnectionAsync(2);
        var told = await _platform.Stream.TellAsync(DingTalkEvents.UserLeft("u1"));
        var frame = (await events.ReadAsync())!;

        Assert.True(lost.IsLost);
        Assert.Equal(("EVENT", "*", "user_leave_org"), ((string)frame["type"]!, (string)frame["headers"]!["topic"]!, (string)frame["headers"]!["eventType"]!));
        Assert.Equal("u1", (string)DataOf(frame)["userId"]![0]!);

        await events.AcknowledgeAsync(frame, """{"status":"LATER","message":"busy"}""");
        await told.AcknowledgedAsync();
        _clock.Set(_clock.GetUtcNow().AddSeconds(11));
        var again = (await events.ReadAsync())!;
        Assert.Equal(told.MessageId, (string)again["headers"]!["messageId"]!);
        Assert.Equal(0, _platform.Quota.WebhookAndStream); // The address book's events are free.
    }

    [Fact]
    public async Task Say_SeveralConnections_EachGetsSome()
    {
        await using var platform = await DingTalkDouble.StartAsync();
        using var http = new HttpClient { BaseAddress = platform.BaseUrl };
        using var first = await ConnectAsync(http, ("CALLBACK", Robot));
        using var second = await ConnectAsync(http, ("CALLBACK", Robot));
        await platform.Stream.WaitForConnectionAsync(2);

        for (var n = 0; n < 60; n++)
        {
            await platform.SayAsync("u1", "张伟", $"第{n}句");
        }

        // One chance in 2^59 that all go one way.
        Assert.All(platform.Stream.Connections, c => Assert.InRange(c.Pushed, 1, 59));
        Assert.Equal(60, platform.Stream.Connections.Sum(c => c.Pushed));
    }

    [Fact]
    public async Task Disconnect_OldConnection_GetsNothingMoreAndIsClosed()
    {
        using var old = await ConnectAsync(_http, ("CALLBACK", Robot));
        await _platform.Stream.WaitForConnectionAsync();
        await _platform.Stream.DisconnectAsync();
        using var young = await ConnectAsync(_http, ("CALLBACK", Robot));
        await _platform.SayAsync("u1", "张伟", "报名");

        var farewell = (await old.ReadAsync())!;
        Assert.Equal("disconnect", (string)farewell["headers"]!["topic"]!);
        Assert.Equal("connection is expired", (string)DataOf(farewell)["reason"]!);
        Assert.Null(await old.ReadAsync());
        Assert.Equal("报名", (string)DataOf((await young.ReadAsync())!)["text"]!["content"]!);
    }

    [Fact]
    public async Task Say_QuotaUsedUp_ComesWithoutWords()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        for (var n = 0; n < 6; n++)
        {
            await _platform.SayAsync("u1", "张伟", "报名");
            await client.ReadAsync();
        }

        await _platform.SayAsync("u1", "张伟", "报名");
        var data = DataOf((await client.ReadAsync())!);

        Assert.Null(data["text"]);
        Assert.Equal("20001", (string)data["errorCode"]!);
        Assert.Equal(6, _platform.Quota.PerKind[DingTalkRoutes.StreamRobot]);
        Assert.Matches(@"dingtalk\.stream\.robot +6", _platform.Quota.ToTable());
    }
}
