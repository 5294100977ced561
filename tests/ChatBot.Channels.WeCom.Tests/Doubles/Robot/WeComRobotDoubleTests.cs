using System.Net.WebSockets;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles.Robot;

/// <summary>The long connection of the double: what passes on the platform passes, what it refuses is refused with its number.</summary>
public sealed class WeComRobotDoubleTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private WeComDouble _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await WeComDouble.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("somebody", WeComDemo.RobotSecret)]
    [InlineData(WeComDemo.BotId, "wrong")]
    public async Task Subscribe_WrongBotOrSecret_Gives853000(string bot, string secret)
    {
        await using var wire = await RobotWire.OpenAsync(_platform, subscribe: false);

        Assert.Equal(853000, await wire.CodeAsync("aibot_subscribe", $$"""{"bot_id":"{{bot}}","secret":"{{secret}}"}"""));
        Assert.False(_platform.Robot.IsConnected);
    }

    [Fact]
    public async Task Command_BeforeSubscribing_Gives846609()
    {
        await using var wire = await RobotWire.OpenAsync(_platform, subscribe: false);

        Assert.Equal(846609, await wire.CodeAsync("ping", "{}"));
        Assert.Equal(846609, await wire.CodeAsync("aibot_send_msg", """{"chatid":"u1","msgtype":"markdown","markdown":{"content":"x"}}"""));
    }

    [Fact]
    public async Task Say_InAGroup_ArrivesWithTheNameInFrontAndIsAnsweredByAGrowingStream()
    {
        await using var wire = await RobotWire.OpenAsync(_platform);
        var said = await _platform.Robot.SayAsync("ZhangWei", "周三我请假", "wrGroup1");

        var frame = await wire.NextCallbackAsync();
        Assert.Equal("aibot_msg_callback", (string?)frame["cmd"]);
        Assert.Equal(said.ReqId, (string?)frame["headers"]!["req_id"]);
        Assert.Equal("@支部助手 周三我请假", (string?)frame["body"]!["text"]!["content"]);
        Assert.Equal(("group", "wrGroup1"), ((string?)frame["body"]!["chattype"], (string?)frame["body"]!["chatid"]));
        Assert.Null(frame["body"]!["response_url"]);

        Assert.Equal(0, await wire.CodeAsync("aibot_respond_msg", """{"msgtype":"stream","stream":{"id":"s1","finish":false,"content":"好"}}""", said.ReqId));
        Assert.Equal(0, await wire.CodeAsync("aibot_respond_msg", """{"msgtype":"stream","stream":{"id":"s1","finish":true,"content":"好的，记下了"}}""", said.ReqId));
        var answer = await said.AnswerAsync();

        Assert.Equal(("wecom.robot.reply", "wrGroup1", "stream", "好的，记下了"), (answer.Route, answer.To, answer.Type, answer.Text));
        Assert.Equal([true, false], _platform.Received.Select(m => m.IsPartial));
    }

    [Fact]
    public async Task Subscribe_ASecondConnection_DismissesTheFirst()
    {
        await using var first = await RobotWire.OpenAsync(_platform);
        await using var second = await RobotWire.OpenAsync(_platform);

        var farewell = await first.NextCallbackAsync();
        Assert.Equal("disconnected_event", (string?)farewell["body"]!["event"]!["eventtype"]);
        await Assert.ThrowsAsync<WebSocketException>(first.ReadAsync);
        var said = await _platform.Robot.SayAsync("u1", "你好");
        Assert.Equal(said.MsgId, (string?)(await second.NextCallbackAsync())["body"]!["msgid"]);
    }
}
