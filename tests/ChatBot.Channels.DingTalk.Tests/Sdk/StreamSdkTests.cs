using ChatBot.Channels.DingTalk.Tests.Doubles;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Sdk;

/// <summary>The platform's own stream SDK takes the double for the platform: so what passes here passes there.</summary>
public sealed class StreamSdkTests(NodeSdk sdk) : IClassFixture<NodeSdk>, IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private DingTalkDouble _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await DingTalkDouble.StartAsync(
        new DingTalkDoubleOptions { StreamGrace = TimeSpan.FromMilliseconds(300), StreamPingEvery = TimeSpan.FromMilliseconds(500) }, _clock);

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("这句话到一半就断了")]
    public async Task Message_BeforeAndAfterADroppedConnection_IsAnsweredAtTheSession(string? whileSaying)
    {
        await using var bot = sdk.StartBot(_platform);
        await bot.UntilAsync("connected");
        var first = await _platform.SayAsync("u1", "张伟", "周三我请假", DingTalkDemo.GroupConversation);
        var answer = await first.AnswerAsync();
        Assert.Equal((DingTalkDemo.GroupConversation, "听到了：周三我请假"), (answer.To, answer.Text));
        Assert.Equal(200, (await first.AcknowledgedAsync()).Code);

        await _platform.Stream.DropAsync(whileSaying: whileSaying);
        var second = await _platform.SayAsync("u1", "张伟", "又来了");

        Assert.Equal(("u1", "听到了：又来了"), ((await second.AnswerAsync()).To, (await second.AnswerAsync()).Text));
        Assert.Equal(2, _platform.Stream.Opened);
        Assert.Empty(_platform.Stream.Faults);
    }

    [Fact]
    public async Task Disconnect_FromTheServer_IsFollowedByANewConnection()
    {
        await using var bot = sdk.StartBot(_platform);
        await bot.UntilAsync("connected");
        await _platform.Stream.DisconnectAsync();

        var said = await _platform.SayAsync("u1", "张伟", "还在吗");

        Assert.Equal("听到了：还在吗", (await said.AnswerAsync()).Text);
        Assert.Equal(2, said.Connection);
    }

    [Fact]
    public async Task Message_NotAcknowledgedAtFirst_ComesAgainAndIsAnsweredOnce()
    {
        await using var bot = sdk.StartBot(_platform);
        await bot.UntilAsync("connected");
        var said = await _platform.SayAsync("u1", "张伟", "先不确认");
        await bot.UntilAsync("heard");
        Assert.False(said.IsAcknowledged);

        _clock.Set(_clock.GetUtcNow().AddSeconds(61));
        await bot.UntilAsync("heard");
        await said.AcknowledgedAsync();

        Assert.Equal("听到了：先不确认", (await said.AnswerAsync()).Text);
        Assert.Equal(2, said.Pushes);
    }

    [Fact]
    public async Task CardCallback_AnsweredByTheSdk_ChangesTheCard()
    {
        await using var bot = sdk.StartBot(_platform);
        await bot.UntilAsync("connected");
        using var http = new HttpClient { BaseAddress = _platform.BaseUrl };

        var tapped = await _platform.TapAsync(await TestCalls.ShowCardAsync(_platform, http, "card-1"), "报名", "u1");
        var pressed = await bot.UntilAsync("pressed");
        await tapped.AnswerAsync();

        Assert.Equal(("card-1", "u1", "sign_up"), ((string)pressed["card"]!, (string)pressed["user"]!, (string)pressed["action"]!));
        Assert.Equal(("1", "true"), (_platform.CardFor("card-1", "u1")!.Values["count"], _platform.CardFor("card-1", "u1")!.Values["signed"]));
        Assert.False(_platform.CardFor("card-1", "u2")!.Values.ContainsKey("signed"));
        Assert.Empty(_platform.Stream.Faults);
    }

    [Fact]
    public async Task Events_TakenOrPutOff_AreAcknowledgedSo()
    {
        await using var bot = sdk.StartBot(_platform);
        await bot.UntilAsync("connected");

        var left = await _platform.Stream.TellAsync(DingTalkEvents.UserLeft("u9"));
        var told = await bot.UntilAsync("event");
        var disbanded = await _platform.Stream.TellAsync(DingTalkEvents.ChatDisbanded(DingTalkDemo.GroupConversation));

        Assert.Equal(("user_leave_org", "u9"), ((string)told["type"]!, (string)told["data"]!["userId"]![0]!));
        Assert.Equal("SUCCESS", (await left.AcknowledgedAsync()).Data.GetProperty("status").GetString());
        Assert.Equal("LATER", (await disbanded.AcknowledgedAsync()).Data.GetProperty("status").GetString());
        await bot.UntilAsync("event");
        _clock.Set(_clock.GetUtcNow().AddSeconds(11));
        Assert.Equal("chat_disband", (string)(await bot.UntilAsync("event"))["type"]!);
    }

    [Fact]
    public async Task Ping_FromTheServer_IsEchoed()
    {
        await using var bot = sdk.StartBot(_platform);
        await bot.UntilAsync("connected");

        var ping = await _platform.Stream.PingAsync();
        await _platform.Stream.PushSystemAsync("KEEPALIVE");

        Assert.Equal((string)ping.Data["opaque"]!, (await ping.AcknowledgedAsync()).Data.GetProperty("opaque").GetString());
        Assert.Empty(_platform.Stream.Faults);
    }

    [Fact]
    public async Task Open_WrongSecret_IsRefusedAndTriedAgain()
    {
        await using var bot = sdk.StartBot(_platform, secret: "wrong");

        var first = await bot.UntilAsync("refused");
        await bot.UntilAsync("refused");

        Assert.Equal((401, "authFailed"), ((int)first["status"]!, (string)first["code"]!));
        Assert.Equal(0, _platform.Stream.Opened);
    }
}
