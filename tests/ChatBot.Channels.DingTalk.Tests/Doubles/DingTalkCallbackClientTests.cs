using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>The caller's side against a bot of a few lines that checks the headers and answers at the session webhook.</summary>
public sealed class DingTalkCallbackClientTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private DingTalkDouble _platform = null!;
    private StubBot _bot = null!;
    private HttpClient _http = null!;
    private DingTalkCallbackClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await DingTalkDouble.StartAsync(new DingTalkDoubleOptions { MonthlyWebhookAndStream = 3 }, _clock);
        _bot = new StubBot(_clock);
        _http = new HttpClient(_bot);
        _client = new DingTalkCallbackClient(
            new Uri("http://bot.example/callback"), DingTalkDemo.AppKey, DingTalkDemo.AppSecret, DingTalkDemo.RobotCode, _platform, _http);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        _bot.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task SendText_BotAnswersAtTheSession_AnswerComesWithTheReply()
    {
        var reply = await _client.SendTextAsync("u1", "张伟", "周三党课我请假", isGroup: true);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("听到： 周三党课我请假", Assert.Single(reply.Messages).Text);
        Assert.Equal(DingTalkDemo.GroupConversation, reply.Messages[0].To);
        Assert.Equal("u1", _bot.Heard!["senderStaffId"]!.GetValue<string>());
    }

    [Fact]
    public async Task SendText_HostileSession_IsPassedOnAsItIs()
    {
        _bot.Silent = true;
        await _client.SendTextAsync("u1", "张伟", "报名", sessionWebhook: "https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=1");

        Assert.Equal("https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=1", _bot.Heard!["sessionWebhook"]!.GetValue<string>());
    }

    [Fact]
    public async Task SendText_QuotaUsedUp_ArrivesWithoutWords()
    {
        _bot.Silent = true;
        for (var n = 0; n < 3; n++)
        {
            await _client.SendTextAsync("u1", "张伟", "报名");
        }

        await _client.SendTextAsync("u1", "张伟", "报名");

        Assert.Null(_bot.Heard!["text"]);
        Assert.Equal("20001", _bot.Heard["errorCode"]!.GetValue<string>());
    }

    public static TheoryData<string, DingTalkSaying> Sayings() => new()
    {
        { "text", DingTalkSaying.Text("你好") },
        { "text", DingTalkSaying.FlatText("你好") },
        { "text", DingTalkSaying.Text("这个我参加").QuotingText("本周五主题党日") },
        { "text", DingTalkSaying.Text("这个").QuotingNothing() },
        { "text", DingTalkSaying.Text("继续").QuotingCard(new Dictionary<string, string> { ["title"] = "党课报名" }) },
        { "text", DingTalkSaying.Text("收到").QuotingRichText("第一行", "第二行") },
        { "richText", DingTalkSaying.RichText(DingTalkSaying.Text("志愿服务"), DingTalkSaying.Picture([1, 2])) },
        { "picture", DingTalkSaying.Picture([1, 2]) },
        { "audio", DingTalkSaying.Audio("我明天请假") },
        { "video", DingTalkSaying.Video([1, 2]) },
        { "file", DingTalkSaying.File([1, 2], "学习心得.docx") },
        { "unknownMsgType", DingTalkSaying.Unknown() },
    };

    [Theory]
    [MemberData(nameof(Sayings), DisableDiscoveryEnumeration = true)]
    public async Task Say_EachKind_HasTheFieldsOfItsPage(string type, DingTalkSaying what)
    {
        _bot.Silent = true;
        await _client.SayAsync("u1", "张伟", what);

        var heard = _bot.Heard!;
        Assert.Equal(type, (string)heard["msgtype"]!);
        var fits = type switch
        {
            "text" when heard["text"] is { } text => text["content"] is not null && (text["repliedMsg"] is null || (bool)text["isReplyMsg"]!),
            "text" => (string?)heard["content"] == "你好",
            "richText" => (string?)heard["content"]!["richText"]![0]!["text"] == "志愿服务" && (string?)heard["content"]!["richText"]![1]!["type"] == "picture",
            "unknownMsgType" => heard["content"]!["unknownMsgType"] is not null,
            _ => heard["content"]!["downloadCode"] is not null,
        };
        Assert.True(fits, heard.ToJsonString());
    }

    [Fact]
    public async Task Say_AFileInAGroup_IsImpossible() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SayAsync("u1", "张伟", DingTalkSaying.File([1], "a.pdf"), isGroup: true));

    [Fact]
    public async Task Repeat_TheSameMessage_ComesWithTheSameIdAndAFreshSignature()
    {
        _bot.Silent = true;
        var first = await _client.SendTextAsync("u1", "张伟", "报名");
        _bot.Silent = false;
        var id = (string)_bot.Heard!["msgId"]!;
        _clock.Set(_clock.GetUtcNow().AddMinutes(61));
        var second = await _client.RepeatAsync(first);

        Assert.Equal((HttpStatusCode.OK, id), (second.Status, (string)_bot.Heard["msgId"]!));
        Assert.Equal("听到：报名", (await _client.AnswerAsync(second)).Text);
    }

    [Theory]
    [InlineData(DingTalkCallbackFault.WrongSignature)]
    [InlineData(DingTalkCallbackFault.MissingSignature)]
    [InlineData(DingTalkCallbackFault.MissingTimestamp)]
    [InlineData(DingTalkCallbackFault.Old)]
    [InlineData(DingTalkCallbackFault.Ahead)]
    [InlineData(DingTalkCallbackFault.UrlEncoded)]
    [InlineData(DingTalkCallbackFault.Oversized)]
    public async Task SendBroken_EachFault_IsReallyBroken(DingTalkCallbackFault fault)
    {
        var reply = await _client.SendBrokenAsync(fault, "u1", "张伟", "报名");

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Null(_bot.Heard);
    }

    private sealed class StubBot(TimeProvider clock) : HttpMessageHandler
    {
        private readonly HttpClient _out = new();

        public bool Silent { get; set; }

        public JsonObject? Heard { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (body.Length > 1_000_000
                || !DingTalkSigner.AcceptsHeaders(Header(request, "timestamp"), Header(request, "sign"), DingTalkDemo.AppSecret, clock.GetUtcNow()))
            {
                return new HttpResponseMessage(HttpStatusCode.Unauthorized);
            }

            Heard = JsonNode.Parse(body)!.AsObject();
            if (!Silent)
            {
                var answer = new JsonObject { ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = "听到：" + Heard["text"]!["content"] } };
                using var content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json");
                using var response = await _out.PostAsync(Heard["sessionWebhook"]!.GetValue<string>(), content, cancellationToken);
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        protected override void Dispose(bool disposing)
        {
            _out.Dispose();
            base.Dispose(disposing);
        }

        private static string? Header(HttpRequestMessage request, string name) =>
            request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
    }
}
