using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles.Robot;

/// <summary>The caller's side of URL mode: its messages can be read by the book, and a reply against the book is refused.</summary>
public sealed class WeComRobotCallbackClientTests : IAsyncLifetime
{
    private const string Card = """{"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"周三党课"},"task_id":"t-1","button_list":[{"text":"参加","key":"join"}]}}""";
    private readonly ShiftedClock _clock = new();
    private readonly HttpClient _http = new();
    private WeComDouble _platform = null!;
    private RobotCallbackBot _bot = null!;
    private WeComRobotCallbackClient _members = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync(clock: _clock);
        _bot = await RobotCallbackBot.StartAsync();
        _members = Members();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _members.Dispose();
        await _bot.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task VerifyUrl_EchoedBytes_AreAccepted() => Assert.True(await _members.VerifyUrlAsync());

    [Fact]
    public async Task Say_AStream_IsFollowedUntilItIsFinished()
    {
        _bot.Reply = callback => (string?)callback["msgtype"] switch
        {
            "stream" when _bot.Heard.Count == 3 => """{"msgtype":"stream","stream":{"id":"s1","finish":true,"content":"记下了"}}""",
            _ => """{"msgtype":"stream","stream":{"id":"s1","finish":false,"content":"正在查"}}""",
        };

        var last = await _members.SayAndFollowAsync("ZhangWei", "我请假", "wrGroup1");

        Assert.Equal("记下了", last.Text);
        Assert.Equal(["text", "stream", "stream"], _bot.Heard.Select(c => (string?)c["msgtype"]));
        Assert.Equal("@支部助手 我请假", (string?)_bot.Heard[0]["text"]!["content"]);
        Assert.Equal("s1", (string?)_bot.Heard[2]["stream"]!["id"]);
        Assert.Equal([(true, "正在查"), (true, "正在查"), (false, "记下了")], _platform.Received.Select(m => (m.IsPartial, m.Text)));
        Assert.All(_platform.Received, m => Assert.Equal(("wrGroup1", last.MsgId), (m.To, m.Via)));
    }

    [Fact]
    public async Task Follow_AStreamThatNeverEnds_StopsSixMinutesAfterTheMessage()
    {
        _bot.Reply = _ =>
        {
            _clock.Set(_clock.GetUtcNow().AddMinutes(2.5));
            return """{"msgtype":"stream","stream":{"id":"s1","content":"正在查"}}""";
        };

        var last = await _members.SayAndFollowAsync("u1", "慢慢来");

        Assert.Equal("s1", last.OpenStream);
        Assert.InRange(_bot.Heard.Count, 3, 4);
    }

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"x"}}""")]
    [InlineData("""{"msgtype":"markdown","markdown":{"content":"x"}}""")]
    [InlineData("""{"msgtype":"stream","stream":{"finish":true,"content":"x"}}""")]
    [InlineData("""{"msgtype":"stream","stream":{"id":"s","msg_item":[{"msgtype":"image","image":{"base64":"","md5":""}}]}}""")]
    [InlineData("""{"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"x"},"button_list":[{"text":"a","key":"b"}]}}""")]
    [InlineData("""["x"]""")]
    public async Task Say_ReplyThatThePlatformWouldNotShow_Throws(string reply)
    {
        _bot.Reply = _ => reply;

        await Assert.ThrowsAsync<WeComCipherException>(() => _members.SayAsync("u1", "x"));
        Assert.Empty(_platform.Received);
    }

    [Theory]
    [InlineData("timestamp", "\"1772000000\"")]
    [InlineData("nonce", "\"another\"")]
    [InlineData("msgsignature", "\"0000000000000000000000000000000000000000\"")]
    public async Task Say_EnvelopeAgainstTheBook_Throws(string field, string value)
    {
        _bot.Reply = _ => """{"msgtype":"stream","stream":{"id":"s","finish":true,"content":"x"}}""";
        _bot.Envelope = envelope => envelope[field] = JsonNode.Parse(value);

        await Assert.ThrowsAsync<WeComCipherException>(() => _members.SayAsync("u1", "x"));
    }

    [Fact]
    public async Task Tap_OnACard_BringsTheEventAndTakesOnlyAnUpdateOfTheSameTask()
    {
        _bot.Reply = _ => Card;
        var shown = (await _members.SayAsync("u1", "报名", "wrGroup1")).Shown!;
        _bot.Reply = _ => """{"response_type":"update_template_card","template_card":{"card_type":"text_notice","main_title":{"title":"已报名"},"task_id":"t-1","card_action":{"type":1,"url":"https://example.org"}}}""";

        var reply = await _members.TapAsync(shown, "参加", "u2");

        var pressed = _bot.Heard[^1]["event"]!["template_card_event"]!;
        Assert.Equal(("join", "t-1"), ((string?)pressed["event_key"], (string?)pressed["task_id"]));
        Assert.Equal("wrGroup1", (string?)_bot.Heard[^1]["chatid"]);
        Assert.Equal("已报名", reply.Shown!.Card!.Title);
        _bot.Reply = _ => """{"response_type":"update_template_card","template_card":{"card_type":"text_notice","main_title":{"title":"已报名"},"task_id":"t-2","card_action":{"type":1,"url":"https://example.org"}}}""";
        await Assert.ThrowsAsync<WeComCipherException>(() => _members.TapAsync(shown, "参加", "u2"));
    }

    [Fact]
    public async Task EnterChat_SecondTimeThatDay_IsNotTold()
    {
        _bot.Reply = _ => """{"msgtype":"text","text":{"content":"您好"}}""";

        Assert.Equal("您好", (await _members.EnterChatAsync("u1"))!.Text);
        Assert.Null(await _members.EnterChatAsync("u1"));
        _clock.Set(_clock.GetUtcNow().AddDays(1));
        Assert.NotNull(await _members.EnterChatAsync("u1"));
    }

    [Fact]
    public async Task ResponseUrl_TakesOneCallWithinTheHour()
    {
        var said = await _members.SayAsync("u1", "x");
        const string Markdown = """{"msgtype":"markdown","markdown":{"content":"**稍后**"}}""";

        Assert.Equal(0, await PostAsync(said.ResponseUrl, Markdown));
        Assert.Equal(40058, await PostAsync(said.ResponseUrl, Markdown));
        var shown = Assert.Single(_platform.Received);
        Assert.Equal(("wecom.robot.response", "u1", "**稍后**"), (shown.Route, shown.To, shown.Text));
        var late = await _members.SayAsync("u1", "y");
        _clock.Set(_clock.GetUtcNow().AddMinutes(61));
        Assert.Equal(40058, await PostAsync(late.ResponseUrl, Markdown));
    }

    [Fact]
    public async Task ResponseUrl_CardInAGroup_Gives40008()
    {
        var inGroup = await _members.SayAsync("u1", "x", "wrGroup1");
        var alone = await _members.SayAsync("u1", "x");

        Assert.Equal(40008, await PostAsync(inGroup.ResponseUrl, Card));
        Assert.Equal(0, await PostAsync(alone.ResponseUrl, Card));
    }

    [Fact]
    public async Task Say_BotFailsAtFirst_IsRepeatedWithTheSameId()
    {
        using var patient = Members(repeats: 2);
        _bot.Failing = 2;
        _bot.Reply = _ => """{"msgtype":"stream","stream":{"id":"s","finish":true,"content":"好"}}""";

        var reply = await patient.SayAsync("u1", "x");
        var again = await patient.RepeatAsync(reply);

        Assert.Equal(("好", "好"), (reply.Text, again.Text));
        Assert.Equal([reply.MsgId, reply.MsgId], _bot.Heard.Select(c => (string?)c["msgid"]));
        Assert.Single(_platform.Received);
    }

    [Fact]
    public async Task Say_AFile_CanBeLoadedWithTheKeyOfTheSettings()
    {
        var content = Encoding.UTF8.GetBytes("会议记录");
        await _members.SayAsync("u1", WeComSaying.File(content, "记录.txt").Quoting(WeComSaying.Text("昨天的")));
        var file = _bot.Heard[0]["file"]!;

        using var loaded = await _http.GetAsync((string?)file["url"]);
        var key = Convert.FromBase64String(WeComDemo.RobotEncodingAesKey + "=");

        Assert.Null(file["aeskey"]);
        Assert.Equal("昨天的", (string?)_bot.Heard[0]["quote"]!["text"]!["content"]);
        Assert.Equal("记录.txt", loaded.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.True(WeComCrypto.TryDecryptMedia(await loaded.Content.ReadAsByteArrayAsync(), key, out var opened));
        Assert.Equal(content, opened);
        _clock.Set(_clock.GetUtcNow().AddMinutes(6));
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.GetAsync((string?)file["url"])).StatusCode);
    }

    [Fact]
    public async Task SendBroken_WrongSignature_IsAnotherSignature() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await _members.SendBrokenAsync(WeComCallbackFault.WrongSignature, "u1", "x"));

    private WeComRobotCallbackClient Members(int repeats = 0) =>
        new(_bot.Url, _platform, WeComDemo.RobotToken, WeComDemo.RobotEncodingAesKey) { Repeats = repeats, PollEvery = TimeSpan.Zero };

    private async Task<int> PostAsync(string url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(url, content);
        return (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errcode"]!;
    }
}
