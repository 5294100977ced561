using System.Net;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>The one connection of a robot: who holds it, how it comes back, what it survives.</summary>
public sealed class RobotConnectionTests : IAsyncLifetime
{
    private static readonly string Lease = $"wecom:robot:{WeComDemo.BotId}";
    private readonly MemoryReplicas _replicas = new();
    private readonly List<RobotHost> _bots = [];
    private WeComDouble _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await WeComDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots)
        {
            await bot.DisposeAsync();
        }

        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task TwoReplicas_OneConnects_TheOtherTakesOverWhenItStops()
    {
        var first = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();
        var second = await StartAsync();
        await AnswersAsync(first, "一");
        Assert.Equal(0, second.Logs.Count(2100));

        await first.StopAsync();
        await second.UntilLoggedAsync(2100);

        await AnswersAsync(second, "二");
        Assert.Equal(2, _platform.Robot.Subscriptions);
    }

    [Fact]
    public async Task Holder_ThatDied_IsReplacedWhenItsLeaseEnds()
    {
        await _replicas.TryHoldAsync(Lease, "dead", RobotHost.Quick.LeaseLasts, CancellationToken.None);

        var bot = await StartAsync();
        Assert.Equal(0, bot.Logs.Count(2100));
        await bot.UntilLoggedAsync(2100);

        await AnswersAsync(bot, "在");
    }

    [Fact]
    public async Task Lease_TakenByAnotherReplica_EndsTheConnectionHere()
    {
        var bot = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();

        _replicas.Forget();
        await _replicas.TryHoldAsync(Lease, "another", TimeSpan.FromMinutes(1), CancellationToken.None);
        await bot.UntilLoggedAsync(2104);

        await RobotHost.UntilAsync(() => !_platform.Robot.IsConnected, "the connection is given up");
    }

    [Fact]
    public async Task Redis_Away_TheHolderStaysAndTheOthersStayAway()
    {
        var holder = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();
        var other = await StartAsync();

        _replicas.IsAway = true;
        await holder.UntilLoggedAsync(2105);
        await other.UntilLoggedAsync(2105);
        await AnswersAsync(holder, "还在");

        // Redis comes back empty: the holder renews before anybody else may take.
        _replicas.Forget();
        _replicas.IsAway = false;
        await RobotHost.UntilAsync(() => _replicas.HolderOfAsync(Lease, CancellationToken.None).Result is not null, "the lease is renewed");
        await AnswersAsync(holder, "仍在");
        Assert.Equal((1, 0), (_platform.Robot.Subscriptions, other.Logs.Count(2100)));
    }

    [Fact]
    public async Task TakenOver_BySomebodyElse_IsNotFoughtForAndDoctorSaysSo()
    {
        var bot = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();

        await _platform.Robot.DismissAsync();
        await bot.UntilLoggedAsync(2103);
        await RobotHost.UntilAsync(() => _replicas.HolderOfAsync($"{Lease}:trouble", CancellationToken.None).Result is not null, "the trouble is noted");

        var finding = Assert.Single(await bot.Probe.ProbeAsync(CancellationToken.None));
        Assert.False(finding.IsGood);
        Assert.Contains("somebody else", finding.Detail, StringComparison.Ordinal);
        Assert.Equal((1, false), (_platform.Robot.Subscriptions, _platform.Robot.IsConnected));
    }

    [Fact]
    public async Task TakenOver_BySomebodyElse_OtherReplicasReadTheNoteAndStayAwayToo()
    {
        await _replicas.TryHoldAsync($"{Lease}:trouble", RobotLease.TakenOver, TimeSpan.FromSeconds(1), CancellationToken.None);

        var bot = await StartAsync();
        await RobotHost.UntilAsync(() => _replicas.HolderOfAsync(Lease, CancellationToken.None).Result is not null, "the lease is taken");
        Assert.Equal(0, _platform.CallsOf(WeComRoutes.RobotConnect));

        await bot.UntilLoggedAsync(2100);
        await AnswersAsync(bot, "又是我的了");
    }

    [Fact]
    public async Task Secret_Refused_IsToldAndTriedSlowly_AndWorksWhenItIsRight()
    {
        _platform.FailNext(WeComRoutes.RobotSubscribe, RobotAck.Refused, 2);

        var bot = await StartAsync();
        await bot.UntilLoggedAsync(2102, times: 2);
        Assert.Equal(0, bot.Logs.Count(2101));

        await bot.UntilLoggedAsync(2100);
        await AnswersAsync(bot, "好了");
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task Platform_ThatDoesNotOpen_IsTriedAgain(HttpStatusCode status)
    {
        _platform.FailNext(WeComRoutes.RobotConnect, status, 5);

        var bot = await StartAsync();
        await bot.UntilLoggedAsync(2101, times: 5);
        await bot.UntilLoggedAsync(2100);

        await AnswersAsync(bot, "通了");
    }

    [Fact]
    public async Task Connection_DroppedInTheMiddleOfAFrame_ComesBack()
    {
        var bot = await StartAsync();
        await bot.UntilLoggedAsync(2100);

        await _platform.Robot.DropAsync("这句话只到一半");
        await bot.UntilLoggedAsync(2100, times: 2);

        await AnswersAsync(bot, "回来了");
        Assert.Single(bot.Turns.Messages);
    }

    [Fact]
    public async Task Connection_DroppedWhileATurnRuns_TheAnswerGoesOverTheNext()
    {
        var bot = await StartAsync();
        var gate = new TaskCompletionSource();
        bot.Turns.Answer = async (_, ct) =>
        {
            await gate.Task.WaitAsync(ct);
            return new(Kernel.Turns.TurnStatus.Done, [new() { Text = "久等了" }]);
        };
        var said = await _platform.Robot.SayAsync("u1", "慢");
        await RobotHost.UntilAsync(() => bot.Turns.Messages.Count == 1, "it is heard");

        await _platform.Robot.DropAsync();
        gate.SetResult();

        Assert.Equal("久等了", (await said.AnswerAsync()).Text);
    }

    [Fact]
    public async Task Pings_Unanswered_EndTheConnection()
    {
        // The first two get no answer; the third, on a new connection, does.
        _platform.FailNext(WeComRoutes.RobotPing, Failure.NoAnswer(), 2);
        var bot = await StartAsync(RobotHost.Quick with { PingEvery = TimeSpan.FromMilliseconds(100), AckWithin = TimeSpan.FromMilliseconds(300) });

        await bot.UntilLoggedAsync(2100, times: 2);

        Assert.Contains(bot.Logs.Lines, l => l.Id.Id == 2101 && l.Line.Contains("pings unanswered", StringComparison.Ordinal));
        await AnswersAsync(bot, "在");
    }

    [Fact]
    public async Task Acknowledgement_Lost_TheAnswerIsShownOnce()
    {
        var bot = await StartAsync(RobotHost.Quick with { AckWithin = TimeSpan.FromMilliseconds(400) });
        _platform.FailNext(WeComRoutes.RobotReply, Failure.NoAnswer());

        await AnswersAsync(bot, "一次");
        await AnswersAsync(bot, "两次");

        Assert.Equal(["一次", "两次"], _platform.Received.Select(m => m.Text));
    }

    [Fact]
    public async Task Acknowledgement_Late_IsPassedOver()
    {
        var bot = await StartAsync(RobotHost.Quick with { AckWithin = TimeSpan.FromMilliseconds(300) });
        await _platform.Robot.WaitForConnectionAsync();
        _platform.Delay(WeComRoutes.RobotReply, TimeSpan.FromMilliseconds(500));

        await AnswersAsync(bot, "晚");
        await bot.UntilLoggedAsync(2117);

        Assert.Equal(1, _platform.Robot.Subscriptions);
    }

    [Fact]
    public async Task Subscription_LostByThePlatform_IsRenewedAndTheReplyTriedOnceMore()
    {
        var bot = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();
        _platform.FailNext(WeComRoutes.RobotReply, RobotAck.NotSubscribed);

        await AnswersAsync(bot, "好的");

        Assert.Equal(2, _platform.CallsOf(WeComRoutes.RobotSubscribe));
        Assert.Equal(1, bot.Logs.Count(2100));
    }

    [Theory]
    [InlineData(RobotAck.StreamOver)]
    [InlineData(RobotAck.BadRequestId)]
    public async Task Reply_ThatComesTooLateForThePlatform_IsSentAsAMessage(int code)
    {
        var bot = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();
        _platform.FailNext(WeComRoutes.RobotReply, code);
        bot.Turns.Says("晚到的答复");

        await _platform.Robot.SayAsync("ZhangWei", "积分");
        var answer = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);

        Assert.Equal(("ZhangWei", "晚到的答复"), (answer.To, answer.Text));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"headers":{"req_id":7}}""")]
    [InlineData("""{"cmd":"aibot_of_tomorrow","headers":{"req_id":"x"},"body":{}}""")]
    [InlineData("""{"headers":{"req_id":"nobody-asked"},"errcode":0,"errmsg":"ok"}""")]
    [InlineData("""{"cmd":"aibot_msg_callback","headers":{"req_id":"x"}}""")]
    [InlineData("""{"cmd":"aibot_event_callback","headers":{"req_id":"x"},"body":{"msgtype":"event","event":{"eventtype":"of_tomorrow"}}}""")]
    public async Task Frame_ThatMakesNoSense_IsPassedOver(string frame)
    {
        var bot = await StartAsync();
        await _platform.Robot.WaitForConnectionAsync();

        await _platform.Robot.PushRawAsync(frame);
        await AnswersAsync(bot, "还在");

        Assert.Equal(1, _platform.Robot.Subscriptions);
        Assert.Single(bot.Turns.Messages);
    }

    [Fact]
    public async Task Frame_WithRawControlCharacters_IsRead()
    {
        var bot = await StartAsync();
        bot.Turns.Says("好");
        await _platform.Robot.WaitForConnectionAsync();

        await _platform.Robot.PushRawAsync(
            "{\"cmd\":\"aibot_msg_callback\",\"headers\":{\"req_id\":\"r\"},\"body\":{\"msgid\":\"m\",\"chattype\":\"single\",\"from\":{\"userid\":\"u1\"},\"msgtype\":\"text\",\"text\":{\"content\":\"签\u0001到\"}}}");
        await RobotHost.UntilAsync(() => bot.Turns.Messages.Count == 1, "it is heard");

        Assert.Equal("签 到", bot.Turns.Single.Text);
    }

    [Fact]
    public async Task Frame_LargerThanTheLimit_EndsTheConnectionAndItComesBack()
    {
        var bot = await StartAsync();
        await bot.UntilLoggedAsync(2100);

        await _platform.Robot.PushRawAsync($$"""{"x":"{{new string('x', 1_100_000)}}"}""");
        await bot.UntilLoggedAsync(2100, times: 2);

        await AnswersAsync(bot, "回来了");
    }

    [Fact]
    public async Task Logs_NeverHoldSecretsOrWords()
    {
        var bot = await StartAsync();
        bot.Turns.Says("答复里的话");
        _platform.FailNext(WeComRoutes.RobotReply, 40008);
        await _platform.Robot.SayAsync("ZhangWei", "请假理由很私密");
        await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);
        await bot.StopAsync();

        Assert.DoesNotContain(bot.Logs.Lines, l =>
            l.Line.Contains(WeComDemo.RobotSecret, StringComparison.Ordinal)
            || l.Line.Contains("理由", StringComparison.Ordinal)
            || l.Line.Contains("答复里", StringComparison.Ordinal));
    }

    private async Task<RobotHost> StartAsync(RobotTimings? timings = null)
    {
        var bot = await RobotHost.StartAsync(_platform, _replicas, timings);
        _bots.Add(bot);
        return bot;
    }

    private async Task AnswersAsync(RobotHost bot, string words)
    {
        bot.Turns.Says(words);
        Assert.Equal(words, (await (await _platform.Robot.SayAsync("u1", "在吗")).AnswerAsync()).Text);
    }
}
