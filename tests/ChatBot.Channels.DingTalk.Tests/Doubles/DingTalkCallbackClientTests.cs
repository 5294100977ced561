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
