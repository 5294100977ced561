using System.Net;
using System.Text.Json.Nodes;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Stream;

/// <summary>Stream mode against the platform's double: real WebSockets, real frames.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private BotHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DingTalkStream Platform => _host.Platform.Stream;

    public async ValueTask InitializeAsync()
    {
        _host = await BotHost.StartAsync(settings: s => s["Channels:DingTalk:main:Mode"] = "Stream");
        await Platform.WaitForConnectionAsync(ct: Token);
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Message_Single_IsAcknowledgedAndAnsweredOnItsSession()
    {
        var delivery = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "周三党课我请假", ct: Token);

        Assert.Equal(200, (await delivery.AcknowledgedAsync(ct: Token)).Code);
        Assert.Equal("收到：周三党课我请假", (await delivery.AnswerAsync(ct: Token)).Text);
        var heard = Assert.Single(_host.Bot.Heard);
        Assert.Equal(BotHost.Staff, heard.Sender.UserId);
    }

    [Fact]
    public async Task Message_Group_IsAnsweredWithAMention()
    {
        var delivery = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "我报名", DingTalkDemo.GroupConversation, Token);

        var answer = await delivery.AnswerAsync(ct: Token);
        Assert.Equal([BotHost.Staff], answer.Mentions);
        Assert.Contains("收到：我报名", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TurnStatus.NotKept)]
    [InlineData(TurnStatus.Busy)]
    public async Task Message_NothingKept_IsNotAcknowledged(TurnStatus status)
    {
        _host.Bot.Answer(status, "没有保存，请再发一次");
        var lost = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "请假", ct: Token);
        await WaitAsync(() => _host.Bot.Heard.Count == 1);
        _host.Bot.Answer(TurnStatus.Done, "好的");
        var kept = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "报名", ct: Token);

        await kept.AcknowledgedAsync(ct: Token);
        Assert.False(lost.IsAcknowledged);
    }

    [Fact]
    public async Task Message_SameFrameAgain_GetsTheSameAcknowledgementAndNoSecondTurn()
    {
        var delivery = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "签到", ct: Token);
        await delivery.AcknowledgedAsync(ct: Token);

        await Platform.RepeatAsync(delivery, Token);
        await (await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "再见", ct: Token)).AcknowledgedAsync(ct: Token);

        Assert.Equal(["签到", "再见"], _host.Bot.Heard.Select(m => m.Text));
    }

    [Fact]
    public async Task Messages_OfOnePerson_AreHeardInOrder()
    {
        foreach (var n in Enumerable.Range(1, 20))
        {
            await Platform.SayAsync(BotHost.Staff, BotHost.Nick, $"第{n}句", ct: Token);
        }

        await (await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "完", ct: Token)).AcknowledgedAsync(ct: Token);

        Assert.Equal([.. Enumerable.Range(1, 20).Select(n => $"第{n}句"), "完"], _host.Bot.Heard.Select(m => m.Text));
    }

    [Fact]
    public async Task Message_SlowTurnOfOne_DoesNotHoldTheOthers()
    {
        using var release = new SemaphoreSlim(0);
        _host.Bot.OnMessage = async (message, ct) =>
        {
            if (message.Text == "慢")
            {
                await release.WaitAsync(ct);
            }

            return FakeTurnRunner.Says(TurnStatus.Done, "好");
        };

        var slow = await Platform.SayAsync("slow", "慢人", "慢", ct: Token);
        var quick = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "快", ct: Token);

        await quick.AcknowledgedAsync(ct: Token);
        Assert.False(slow.IsAcknowledged);
        release.Release();
        await slow.AcknowledgedAsync(ct: Token);
    }

    [Fact]
    public async Task Connection_Dropped_ComesBackAndAnswers()
    {
        await Platform.DropAsync(ct: Token);
        await Platform.WaitForConnectionAsync(within: Soon, ct: Token);

        var delivery = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "还在吗", ct: Token);
        Assert.Equal("收到：还在吗", (await delivery.AnswerAsync(ct: Token)).Text);
    }

    [Fact]
    public async Task Connection_ToldToDisconnect_HasTheNewOneOpenFirst()
    {
        var before = _host.Platform.CallsOf(DingTalkRoutes.StreamOpen);
        await Platform.DisconnectAsync(ct: Token);
        await WaitAsync(() => _host.Platform.CallsOf(DingTalkRoutes.StreamOpen) > before);
        await Platform.WaitForConnectionAsync(within: Soon, ct: Token);

        var delivery = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "换线了", ct: Token);
        Assert.Equal("收到：换线了", (await delivery.AnswerAsync(ct: Token)).Text);
    }

    [Fact]
    public async Task Open_GatewayInTrouble_IsTriedAgain()
    {
        _host.Platform.FailNext(DingTalkRoutes.StreamOpen, HttpStatusCode.ServiceUnavailable);
        await Platform.DropAsync(ct: Token);

        await Platform.WaitForConnectionAsync(within: TimeSpan.FromSeconds(20), ct: Token);
        await (await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "好了吗", ct: Token)).AcknowledgedAsync(ct: Token);
    }

    [Fact]
    public async Task Frames_UnknownAndBroken_AreLeftOut()
    {
        await Platform.PushRawAsync("no json", Token);
        await Platform.PushRawAsync("""{"type":"CALLBACK"}""", Token);
        await Platform.PushRawAsync("""{"type":"NEW","headers":{"topic":"/x","messageId":"m1","more":{}},"data":"{}","future":1}""", Token);
        await Platform.PushRawAsync("""{"type":"SYSTEM","headers":{"topic":"KEEPALIVE","messageId":"m2"},"data":""}""", Token);

        await (await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "听得见吗", ct: Token)).AcknowledgedAsync(ct: Token);
    }

    [Fact]
    public async Task Message_Malformed_IsAcknowledgedWithoutATurn()
    {
        var delivery = await Platform.SayRawAsync(new JsonObject { ["msgtype"] = "text", ["conversationType"] = "9" }, ct: Token);

        await delivery.AcknowledgedAsync(ct: Token);
        Assert.Empty(_host.Bot.Heard);
    }

    [Fact]
    public async Task Message_Answered_IsSpentOnTheMonth()
    {
        var delivery = await Platform.SayAsync(BotHost.Staff, BotHost.Nick, "我的积分", ct: Token);
        await delivery.AnswerAsync(ct: Token);

        await WaitAsync(() => _host.Spent.Spent.ContainsKey("stream session-webhook"));
        Assert.Equal(1, _host.Spent.Spent["stream message"]);
        Assert.Equal(1, _host.Spent.Spent["stream session-webhook"]);
        Assert.DoesNotContain(_host.Spent.Spent.Keys, k => k.StartsWith("api", StringComparison.Ordinal));
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!until())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }
}
