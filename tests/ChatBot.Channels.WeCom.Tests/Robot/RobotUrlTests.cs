using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>The smart robot in URL mode, called as the platform does.</summary>
public sealed class RobotUrlTests : IAsyncLifetime
{
    private const string Group = "wrGroupOne";
    private readonly TurnStore _turns = new();
    private WeComDouble _platform = null!;
    private RobotHost _bot = null!;
    private WeComRobotCallbackClient _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync();
        _bot = await StartAsync();
        _caller = Caller(_bot);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _bot.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Address_IsVerified() => Assert.True(await _caller.VerifyUrlAsync());

    /// <summary>Anybody can open a call and never end it: that fills no log and is no message that was not kept.</summary>
    [Fact]
    public async Task Body_NeverSent_IsRefusedInTimeAndCounted()
    {
        _bot.Services.GetRequiredService<RobotUrlCallback>().AnswerLimit = TimeSpan.FromMilliseconds(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallWithoutBodyAsync(_bot.CallbackUrl)));

        Assert.All(answers, a => Assert.StartsWith("HTTP/1.1 408", a, StringComparison.Ordinal));
        Assert.DoesNotContain(_bot.Logs.Lines, l => l.Line.Contains("Reading is already in progress", StringComparison.Ordinal));
        Assert.InRange(_bot.Logs.Lines.Count(l => l.Line.StartsWith("ChatBot", StringComparison.Ordinal)), 0, 5);
    }

    [Fact]
    public async Task Text_DoneInTime_IsOneFinishedStream()
    {
        _turns.Says("已记录", "还有一件");

        var reply = await _caller.SayAsync("ZhangWei", "请假", Group);

        Assert.Equal(("stream", "已记录\n\n还有一件", ""), (reply.Shown!.Type, reply.Text, reply.OpenStream));
        Assert.Equal(("wecom:main:zhangwei", Group, "请假"), (_turns.Single.Sender.ToString(), _turns.Single.ConversationId, _turns.Single.Text));
    }

    [Fact]
    public async Task Reply_WithButtons_IsACard_AndWordsBesideItAStreamWithTheCard()
    {
        var card = new OutboundMessage { Title = "党课", Text = "周三", Buttons = [new("报名", "报名 党课")] };
        _turns.Replies(card);
        Assert.Equal("template_card", (await _caller.SayAsync("u1", "党课")).Shown!.Type);

        _turns.Replies(new OutboundMessage { Text = "你的会议：" }, card);
        var both = await _caller.SayAsync("u1", "我的会议");

        Assert.Equal("stream_with_template_card", both.Shown!.Type);
        Assert.Contains("你的会议", both.Text, StringComparison.Ordinal);
        Assert.NotNull(both.Shown.Card);
    }

    [Fact]
    public async Task Repeat_OfAMessage_GetsTheSameReply()
    {
        _turns.Replies(new OutboundMessage { Title = "党课", Text = "周三", Buttons = [new("报名", "报名 党课")] });

        var first = await _caller.SayAsync("u1", "党课");
        var again = await _caller.RepeatAsync(first);

        Assert.Equal(first.Shown!.Card!.TaskId, again.Shown!.Card!.TaskId);
        Assert.Equal(1, _turns.Ran);
    }

    [Fact]
    public async Task SlowTurn_IsAnUnfinishedStreamThatAnyReplicaFinishes()
    {
        await using var other = await StartAsync();
        using var otherCaller = Caller(other);
        var gate = _turns.Waits("终于好了");

        var open = await _caller.SayAsync("u1", "统计全年");
        Assert.NotEmpty(open.OpenStream);
        Assert.NotEmpty((await otherCaller.PollAsync(open)).OpenStream);
        gate.SetResult();
        var done = await otherCaller.FollowAsync(open);

        Assert.Equal(("终于好了", ""), (done.Text, done.OpenStream));
        Assert.Equal(1, _turns.Ran);
    }

    [Fact]
    public async Task SlowTurn_OfALongMessage_IsAnsweredOverItsOneOffAddress()
    {
        var gate = _turns.Waits("看完了");

        var empty = await _caller.SayAsync("u1", new string('长', 400));
        Assert.Equal((HttpStatusCode.OK, null), (empty.Status, empty.Shown));
        gate.SetResult();
        var late = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotResponse);

        Assert.Equal(("u1", "看完了"), (late.To, late.Text));
    }

    [Fact]
    public async Task Poll_OfAStreamOfSomebodyElse_IsNotAnswered()
    {
        var gate = _turns.Waits("私密的答复");
        var open = await _caller.SayAsync("u1", "我的积分");
        gate.SetResult();

        open.Callback["from"]!["userid"] = "u2";
        var stolen = await _caller.PollAsync(open);

        Assert.Null(stolen.Shown);
    }

    [Fact]
    public async Task Tap_ChangesTheCardAndSaysTheRestOverTheOneOffAddress()
    {
        var key = CardKey.Of("leave", Guid.NewGuid());
        _turns.Replies(new OutboundMessage { Card = key, Title = "请假申请", Text = "张伟", Buttons = [new("批准", "/批准 1")] });
        var card = await _caller.SayAsync("u1", "待办");

        _turns.Replies(new OutboundMessage { Card = key, Title = "请假申请", Text = "已批准" }, new OutboundMessage { Text = "还有一件" });
        var tapped = await _caller.TapAsync(card.Shown!, "批准", "u1");
        var beside = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotResponse);

        Assert.Equal((WeComRoutes.RobotUpdate, card.Shown!.Card!.TaskId), (tapped.Shown!.Route, tapped.Shown.Card!.TaskId));
        Assert.Equal("还有一件", beside.Text);
    }

    [Fact]
    public async Task Tap_OnAPlainCard_IsAnsweredOverTheOneOffAddressOnce()
    {
        _turns.Replies(new OutboundMessage { Title = "党课", Text = "周三", Buttons = [new("报名", "报名 党课")] });
        var card = await _caller.SayAsync("u1", "党课", Group);
        _turns.Says("已报名");

        var tapped = await _caller.TapAsync(card.Shown!, "报名", "u1");
        await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotResponse);
        await _caller.RepeatAsync(tapped);
        _turns.Says("好");
        await _caller.SayAsync("u1", "好");

        Assert.Null(tapped.Shown);
        Assert.Equal(1, _platform.CallsOf(WeComRoutes.RobotResponse));
    }

    [Fact]
    public async Task Enter_IsWelcomedInWords()
    {
        _turns.Says("你好");
        Assert.Equal("你好", (await _caller.EnterChatAsync("u1"))!.Text);
    }

    [Fact]
    public async Task Rating_IsAnsweredWithNothing()
    {
        var reply = await _caller.RateAsync("u1", "f1", 2);
        Assert.Equal((HttpStatusCode.OK, null, 0), (reply.Status, reply.Shown, _turns.Ran));
    }

    [Fact]
    public async Task NotKept_IsSaid()
    {
        _turns.Ends(TurnStatus.NotKept, "没有存上");
        Assert.Equal("没有存上", (await _caller.SayAsync("u1", "请假")).Text);
    }

    [Theory]
    [InlineData(WeComCallbackFault.WrongSignature, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.MissingSignature, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.Oversized, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(WeComCallbackFault.NotXml, HttpStatusCode.BadRequest)]
    public async Task Callback_ThatIsNotThePlatforms_IsRefusedUnread(WeComCallbackFault fault, HttpStatusCode expected)
    {
        Assert.Equal(expected, await _caller.SendBrokenAsync(fault, "u1", "请假"));
        Assert.Equal(0, _turns.Ran);
        Assert.Equal(1, _bot.Logs.Count(2001));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("no json")]
    public async Task Callback_WellSignedNonsense_IsABadRequest(string json)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _caller.SendRawAsync(json)).Status);
        Assert.Equal(1, _bot.Logs.Count(2110));
    }

    [Fact]
    public async Task ResponseUrl_OfAForeignHost_IsNeverCalled()
    {
        _turns.Replies(new OutboundMessage { Text = "话" });
        await _caller.SendRawAsync(
            """{"msgid":"m1","chattype":"single","from":{"userid":"u1"},"response_url":"http://127.0.0.1:1/cgi-bin/aibot/response?response_code=x","msgtype":"event","event":{"eventtype":"template_card_event","template_card_event":{"event_key":"报名","task_id":"@c"}}}""");
        await _bot.UntilLoggedAsync(2115);

        Assert.Contains(_bot.Logs.Lines, l => l.Id.Id == 2115 && l.Line.Contains("foreign-host", StringComparison.Ordinal));
        Assert.DoesNotContain(_bot.Logs.Lines, l => l.Line.Contains("response_code", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_Unknown_IsNotFound()
    {
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(_bot.CallbackUrl, "nobody"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(new Uri(_bot.CallbackUrl, "nobody"), null)).StatusCode);
    }

    private static async Task<string> CallWithoutBodyAsync(Uri address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {address.AbsolutePath}?msg_signature=a&timestamp=1&nonce=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{{"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    private async Task<RobotHost> StartAsync()
    {
        var bot = await RobotHost.StartAsync(
            _platform,
            change: s =>
            {
                s["Channels:WeCom:main:Robot:Mode"] = "Callback";
                s["Channels:WeCom:main:Robot:Token"] = WeComDemo.RobotToken;
                s["Channels:WeCom:main:Robot:EncodingAesKey"] = WeComDemo.RobotEncodingAesKey;
            },
            runner: _turns);
        bot.Services.GetRequiredService<RobotUrlCallback>().AnswerLimit = TimeSpan.FromMilliseconds(800);
        return bot;
    }

    private WeComRobotCallbackClient Caller(RobotHost bot) =>
        new(bot.CallbackUrl, _platform, WeComDemo.RobotToken, WeComDemo.RobotEncodingAesKey);

    /// <summary>Runs each message once and gives repeats the stored replies, busy while the first run lasts, as the real runner does.</summary>
    private sealed class TurnStore : ITurnRunner
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
        private readonly ConcurrentDictionary<string, Lazy<Task<TurnOutcome>>> _done = new();
        private readonly ConcurrentDictionary<string, bool> _deliveries = new();
        private readonly ConcurrentQueue<InboundMessage> _messages = new();
        private Func<Task<TurnOutcome>> _answer = () => Task.FromResult(new TurnOutcome(TurnStatus.Done, []));

        public int Ran => _messages.Count;

        public InboundMessage Single => Assert.Single(_messages);

        public void Says(params string[] words) => Ends(TurnStatus.Done, words);

        public void Replies(params OutboundMessage[] replies) => _answer = () => Task.FromResult(new TurnOutcome(TurnStatus.Done, replies));

        public void Ends(TurnStatus status, params string[] words) =>
            _answer = () => Task.FromResult(new TurnOutcome(status, [.. words.Select(w => new OutboundMessage { Text = w })]));

        public TaskCompletionSource Waits(string words)
        {
            var gate = new TaskCompletionSource();
            _answer = async () =>
            {
                await gate.Task;
                return new TurnOutcome(TurnStatus.Done, [new OutboundMessage { Text = words }]);
            };
            return gate;
        }

        public async Task<TurnOutcome> RunAsync(InboundMessage message, CancellationToken cancellationToken)
        {
            var isMine = false;
            var turn = _done.GetOrAdd(message.InboxKey, _ => new Lazy<Task<TurnOutcome>>(() =>
            {
                isMine = true;
                _messages.Enqueue(message);
                return _answer();
            })).Value;
            if (isMine)
            {
                return await turn;
            }

            return await Task.WhenAny(turn, Task.Delay(Patience, cancellationToken)) == turn
                ? new TurnOutcome(TurnStatus.Repeated, (await turn).Replies)
                : new TurnOutcome(TurnStatus.Busy, [new OutboundMessage { Text = "忙" }]);
        }

        public Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) => Task.FromResult(
            _deliveries.TryAdd(message.InboxKey, false) ? DeliveryStatus.Taken
            : _deliveries[message.InboxKey] ? DeliveryStatus.Delivered
            : DeliveryStatus.Underway);

        public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
        {
            _deliveries[message.InboxKey] = true;
            return Task.CompletedTask;
        }

        public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken)
        {
            _deliveries.TryRemove(message.InboxKey, out _);
            return Task.CompletedTask;
        }
    }
}
