using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles.Robot;

/// <summary>The switches with which a test makes the long connection fail.</summary>
public sealed class WeComRobotMisbehaviourTests : IAsyncLifetime
{
    private const string Send = """{"chatid":"u1","msgtype":"markdown","markdown":{"content":"x"}}""";
    private WeComDouble _platform = null!;
    private RobotWire _wire = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync();
        _platform.Robot.KnowChat("u1", isGroup: false);
        _wire = await RobotWire.OpenAsync(_platform);
    }

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task FailNext_ErrorNumber_IsAnsweredWithoutEffect()
    {
        _platform.FailNext(WeComRoutes.RobotSend, -1);

        Assert.Equal(-1, await _wire.CodeAsync("aibot_send_msg", Send));
        Assert.Empty(_platform.Received);
        Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", Send));
        Assert.Equal(2, _platform.CallsOf(WeComRoutes.RobotSend));
    }

    [Fact]
    public async Task FailNext_NoAnswer_TakesTheMessageAndStaysOpen()
    {
        _platform.FailNext(WeComRoutes.RobotSend, Failure.NoAnswer());

        await _wire.SendAsync("aibot_send_msg", (JsonObject)JsonNode.Parse(Send)!, "lost");
        await _platform.WaitForAsync(m => m.Via == "lost");

        Assert.Equal(0, await _wire.CodeAsync("ping", "{}"));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task FailNext_ConnectionCut_BreaksOffBeforeOrAfterTheEffect(bool afterEffect, int received)
    {
        _platform.FailNext(WeComRoutes.RobotSend, afterEffect ? Failure.AnswerLost() : Failure.ConnectionCut());

        await Assert.ThrowsAsync<WebSocketException>(() => _wire.CodeAsync("aibot_send_msg", Send));

        Assert.Equal(received, _platform.Received.Count);
        await using var next = await RobotWire.OpenAsync(_platform);
        Assert.Equal(0, await next.CodeAsync("ping", "{}"));
    }

    [Fact]
    public async Task FailNext_RefusedSubscribeOrConnection_ReachesTheBot()
    {
        _platform.FailNext(WeComRoutes.RobotSubscribe, 45009);
        await using var refused = await RobotWire.OpenAsync(_platform, subscribe: false);
        Assert.Equal(45009, await refused.CodeAsync("aibot_subscribe", $$"""{"bot_id":"{{WeComDemo.BotId}}","secret":"{{WeComDemo.RobotSecret}}"}"""));

        _platform.FailNext(WeComRoutes.RobotConnect, HttpStatusCode.BadGateway);
        await Assert.ThrowsAsync<WebSocketException>(() => RobotWire.OpenAsync(_platform));
    }

    [Fact]
    public async Task Delay_OfAnAnswer_DoesNotHoldUpAPing()
    {
        _platform.Delay(WeComRoutes.RobotSend, TimeSpan.FromMilliseconds(400));
        var watch = Stopwatch.StartNew();
        await _wire.SendAsync("aibot_send_msg", (JsonObject)JsonNode.Parse(Send)!, "slow");

        await _wire.SendAsync("ping", null, "quick");

        Assert.Equal("quick", (string?)(await _wire.ReadAsync())["headers"]!["req_id"]);
        Assert.Equal("slow", (string?)(await _wire.ReadAsync())["headers"]!["req_id"]);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(390), $"It came after {watch.Elapsed}.");
    }

    [Fact]
    public async Task Subscribe_WhileAMemberIsWriting_IsAnsweredBeforeTheMessageComes()
    {
        await _platform.Robot.DropAsync();
        var saying = _platform.Robot.SayAsync("u2", "x");
        await using var next = await RobotWire.OpenAsync(_platform, subscribe: false);
        await next.SendAsync("aibot_subscribe", new JsonObject { ["bot_id"] = WeComDemo.BotId, ["secret"] = WeComDemo.RobotSecret }, "sub");

        Assert.Equal(0, (int?)(await next.ReadAsync())["errcode"]);
        Assert.Equal((await saying).MsgId, (string?)(await next.ReadAsync())["body"]!["msgid"]);
    }

    [Fact]
    public async Task Drop_InsideAFrame_LeavesTheBotWithHalfOfIt()
    {
        await _platform.Robot.DropAsync("这句话只到一半");

        await Assert.ThrowsAsync<WebSocketException>(_wire.ReadAsync);
        Assert.False(_platform.Robot.IsConnected);
    }

    [Fact]
    public async Task DeliversTwice_SameMessageUnderTwoRequests()
    {
        _platform.Robot.DeliversTwice = true;
        await _platform.Robot.SayAsync("u2", "x");

        var (first, second) = (await _wire.NextCallbackAsync(), await _wire.NextCallbackAsync());

        Assert.Equal((string?)first["body"]!["msgid"], (string?)second["body"]!["msgid"]);
        Assert.NotEqual((string?)first["headers"]!["req_id"], (string?)second["headers"]!["req_id"]);
    }

    [Fact]
    public async Task Dismiss_WithoutASuccessor_TellsTheBotAndCloses()
    {
        await _platform.Robot.DismissAsync();

        Assert.Equal("disconnected_event", (string?)(await _wire.NextCallbackAsync())["body"]!["event"]!["eventtype"]);
        await Assert.ThrowsAsync<WebSocketException>(_wire.ReadAsync);
    }

    [Theory]
    [InlineData("not json", 47001)]
    [InlineData("[]", 47001)]
    [InlineData("""{"cmd":"aibot_unheard_of","headers":{"req_id":"1"}}""", 40058)]
    [InlineData("""{"cmd":"ping"}""", 40058)]
    public async Task Frame_ThatNobodyUnderstands_GetsAnError(string frame, int code)
    {
        await _wire.SendTextAsync(frame);

        Assert.Equal(code, (int)(await _wire.ReadAsync())["errcode"]!);
    }

    [Fact]
    public async Task Frame_OfTwoMegabytes_EndsTheConnection()
    {
        // Whether sending or reading notices first is a matter of buffers.
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            await _wire.SendTextAsync(new string('x', 2 << 20));
            await _wire.ReadAsync();
        });
    }
}
