using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles;

/// <summary>The double refuses what the platform refuses: a stand-in that takes everything would prove nothing.</summary>
public sealed class WeComDoubleTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private readonly HttpClient _http = new();
    private WeComDouble _platform = null!;

    public async ValueTask InitializeAsync()
    {
        var company = new WeComDoubleOptions
        {
            Members = [new WeComMember("zhangwei", "张伟", 1), new WeComMember("lina", "李娜", 2)],
            Departments = [new WeComDepartment(1, "党委", 0), new WeComDepartment(2, "支部", 1)],
            Apps = [new WeComApp(WeComDemo.AgentId, WeComDemo.Secret), new WeComApp(1000009, "another-secret") { HasCallback = false }],
        };
        _platform = await WeComDouble.StartAsync(company, _clock);
        _http.BaseAddress = _platform.BaseUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task GetToken_WrongSecret_Gives40001()
    {
        var answer = await _http.GetFromJsonAsync<JsonObject>($"cgi-bin/gettoken?corpid={WeComDemo.CorpId}&corpsecret=wrong");

        Assert.Equal(40001, answer!["errcode"]!.GetValue<int>());
    }

    [Fact]
    public async Task Send_ToKnownAndUnknown_ReachesTheKnownAndNamesTheOther()
    {
        var answer = await SendAsync(Text("你好", to: "ZhangWei|Nobody"));

        Assert.Equal(0, Code(answer));
        Assert.Equal("nobody", answer["invaliduser"]!.GetValue<string>());
        var received = Assert.Single(_platform.Received);
        Assert.Equal(("wecom.app", "ZhangWei", "你好"), (received.Route, received.To, received.Text));
    }

    [Theory]
    [InlineData("""{"touser":"zhangwei","msgtype":"text","text":{"content":"x"}}""", 41011)]
    [InlineData("""{"touser":"zhangwei","msgtype":"text","agentid":"1000002","text":{"content":"x"}}""", 40056)]
    [InlineData("""{"touser":"zhangwei","msgtype":"text","agentid":1000009,"text":{"content":"x"}}""", 301002)]
    [InlineData("""{"touser":"nobody","msgtype":"text","agentid":1000002,"text":{"content":"x"}}""", 81013)]
    [InlineData("""{"msgtype":"text","agentid":1000002,"text":{"content":"x"}}""", 82001)]
    [InlineData("""{"touser":"zhangwei","msgtype":"markdown_v2","agentid":1000002,"markdown_v2":{"content":"x"}}""", 40008)]
    [InlineData("""{"touser":"zhangwei","msgtype":"text","agentid":1000002,"text":{"content":""}}""", 44004)]
    [InlineData("""{"touser":"zhangwei","msgtype":"file","agentid":1000002,"file":{"media_id":"no"}}""", 40007)]
    [InlineData("""{"touser":"zhangwei",""", 47001)]
    public async Task Send_BodyThatThePlatformRefuses_GivesItsCode(string body, int code)
    {
        Assert.Equal(code, Code(await SendAsync(body)));
        Assert.Empty(_platform.Received);
    }

    [Fact]
    public async Task Send_TextOver2048Bytes_IsCutAtACharacterWithoutAWord()
    {
        Assert.Equal(0, Code(await SendAsync(Text(new string('党', 700)))));

        var received = Assert.Single(_platform.Received);
        Assert.True(received.Truncated);
        Assert.Equal(new string('党', 682), received.Text);
    }

    [Fact]
    public async Task Send_SameBodyWithDuplicateCheck_ArrivesOnceWithinTheInterval()
    {
        var body = """{"touser":"zhangwei","msgtype":"text","agentid":1000002,"text":{"content":"x"},"enable_duplicate_check":1,"duplicate_check_interval":600}""";
        var first = await SendAsync(body);
        var second = await SendAsync(body);
        Assert.Equal(first["msgid"]!.GetValue<string>(), second["msgid"]!.GetValue<string>());
        Assert.Single(_platform.Received);

        Forward(TimeSpan.FromSeconds(601));
        await SendAsync(body);
        Assert.Equal(2, _platform.Received.Count);
    }

    [Fact]
    public async Task Send_MoreThan30AMinuteToOneMember_DropsTheRestSilently()
    {
        for (var n = 0; n < 31; n++)
        {
            Assert.Equal(0, Code(await SendAsync(Text($"{n}"))));
        }

        Assert.Equal(30, _platform.Received.Count);
        Assert.Equal(1, _platform.SilentlyDropped);
    }

    [Fact]
    public async Task Send_TokenRevokedExpiredOrMissing_GivesThreeDifferentCodes()
    {
        var token = await TokenAsync();
        _platform.ExpireTokens();
        Assert.Equal(42001, Code(await SendAsync(Text("x"), token)));
        _platform.RevokeTokens();
        Assert.Equal(40014, Code(await SendAsync(Text("x"), token)));
        Assert.Equal(41001, Code(await SendAsync(Text("x"), "")));
    }

    [Theory]
    [InlineData("""{"card_type":"button_interaction","main_title":{"title":"报名"},"button_list":[{"text":"参加","key":"y"}]}""", 40058)]
    [InlineData("""{"card_type":"text_notice","main_title":{"title":"报名"}}""", 40058)]
    [InlineData("""{"card_type":"button_interaction","task_id":"t 1","main_title":{"title":"报名"},"button_list":[{"text":"参加","key":"y"}]}""", 40058)]
    [InlineData("""{"card_type":"button_interaction","task_id":"t-1","main_title":{"title":"报名"},"button_list":[{"text":"参加","key":"y"}]}""", 0)]
    [InlineData("""{"card_type":"text_notice","main_title":{"title":"报名"},"card_action":{"type":1,"url":"https://example.org"}}""", 0)]
    public async Task Send_TemplateCard_IsHeldToThePage(string card, int code)
    {
        var body = $$"""{"touser":"zhangwei","msgtype":"template_card","agentid":1000002,"template_card":{{card}}}""";

        Assert.Equal(code, Code(await SendAsync(body)));
    }

    [Fact]
    public async Task Update_ResponseCode_WorksOnce()
    {
        var card = """{"card_type":"button_interaction","task_id":"t-2","main_title":{"title":"报名"},"button_list":[{"text":"参加","key":"y"}]}""";
        var sent = await SendAsync($$"""{"touser":"zhangwei","msgtype":"template_card","agentid":1000002,"template_card":{{card}}}""");
        var update = $$$"""{"userids":["zhangwei"],"agentid":1000002,"response_code":"{{{sent["response_code"]}}}","button":{"replace_name":"已报名"}}""";

        Assert.Equal(0, Code(await PostAsync($"cgi-bin/message/update_template_card?access_token={await TokenAsync()}", update)));
        Assert.Equal(40058, Code(await PostAsync($"cgi-bin/message/update_template_card?access_token={await TokenAsync()}", update)));
        Assert.Equal("[已报名]", _platform.Received[^1].Text);
    }

    [Fact]
    public async Task Webhook_21stInAMinute_Gives45009UntilTheMinuteIsOver()
    {
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(0, Code(await WebhookAsync("""{"msgtype":"text","text":{"content":"x"}}""")));
        }

        Assert.Equal(45009, Code(await WebhookAsync("""{"msgtype":"text","text":{"content":"x"}}""")));
        Forward(TimeSpan.FromSeconds(61));
        Assert.Equal(0, Code(await WebhookAsync("""{"msgtype":"text","text":{"content":"x"}}""")));
    }

    [Fact]
    public async Task Webhook_LimitsCountUtf8Bytes()
    {
        string Markdown(int characters) => $$$"""{"msgtype":"markdown","markdown":{"content":"{{{new string('党', characters)}}}"}}""";

        Assert.Equal(0, Code(await WebhookAsync(Markdown(1365))));
        Assert.Equal(40058, Code(await WebhookAsync(Markdown(1366))));
        Assert.Equal(93000, Code(await PostAsync("cgi-bin/webhook/send?key=unknown", Markdown(1))));
    }

    [Fact]
    public async Task Webhook_Mentions_ComeFromListAndText()
    {
        await WebhookAsync("""{"msgtype":"text","text":{"content":"<@lina> 请确认","mentioned_list":["zhangwei"],"mentioned_mobile_list":["@all"]}}""");

        Assert.Equal(["zhangwei", "@all", "lina"], Assert.Single(_platform.Received).Mentions);
    }

    [Fact]
    public async Task Upload_FileThenSend_ReadsBackWhole()
    {
        var token = await TokenAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("名单内容"u8.ToArray()), "media", "list.csv" } };
        using var response = await _http.PostAsync($"cgi-bin/media/upload?access_token={token}&type=file", form);
        var id = (await response.Content.ReadFromJsonAsync<JsonObject>())!["media_id"]!.GetValue<string>();

        var sent = await SendAsync($$$"""{"touser":"zhangwei","msgtype":"file","agentid":1000002,"file":{"media_id":"{{{id}}}"}}""");
        Assert.Equal(0, Code(sent));
        Assert.Equal("名单内容", await _http.GetStringAsync($"cgi-bin/media/get?access_token={token}&media_id={id}"));
        var json = await PostAsync($"cgi-bin/media/upload?access_token={token}&type=file", "{}");
        Assert.Equal(41005, Code(json));
    }

    [Fact]
    public async Task AppChat_CreatedByAnotherApp_Gives86008()
    {
        var create = """{"userlist":["zhangwei","lina"],"owner":"lina","chatid":"chat1"}""";
        Assert.Equal(0, Code(await PostAsync($"cgi-bin/appchat/create?access_token={await TokenAsync()}", create)));
        var send = """{"chatid":"chat1","msgtype":"text","text":{"content":"开会"}}""";

        Assert.Equal(86008, Code(await PostAsync($"cgi-bin/appchat/send?access_token={await TokenAsync("another-secret")}", send)));
        Assert.Equal(0, Code(await PostAsync($"cgi-bin/appchat/send?access_token={await TokenAsync()}", send)));
        Assert.Equal(("wecom.appchat", "chat1"), (_platform.Received[^1].Route, _platform.Received[^1].To));
    }

    [Fact]
    public async Task Roster_ContactSyncSecret_ListsIdsButMayNotSend()
    {
        var contacts = await TokenAsync(WeComDemo.ContactSecret);
        var ids = await PostAsync($"cgi-bin/user/list_id?access_token={contacts}", """{"limit":1}""");

        Assert.Equal("1", ids["next_cursor"]!.GetValue<string>());
        Assert.Equal(48002, Code(await SendAsync(Text("x"), contacts)));
        Assert.Equal(48002, Code(await PostAsync($"cgi-bin/user/list_id?access_token={await TokenAsync()}", "{}")));
    }

    [Fact]
    public async Task FailNext_AnswerLost_TakesTheMessageButNeverAnswers()
    {
        var token = await TokenAsync();
        _platform.FailNext(WeComRoutes.App, Failure.AnswerLost());
        _platform.FailNext(WeComRoutes.App, HttpStatusCode.BadGateway);
        _platform.FailNext(WeComRoutes.App, -1);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Text("x"), token));
        Assert.Single(_platform.Received);
        using var second = await _http.PostAsync($"cgi-bin/message/send?access_token={token}", new StringContent(Text("x")));
        Assert.Equal(HttpStatusCode.BadGateway, second.StatusCode);
        Assert.Equal(-1, Code(await SendAsync(Text("x"), token)));
        Assert.Equal(0, Code(await SendAsync(Text("x"), token)));
        Assert.Equal(4, _platform.CallsOf(WeComRoutes.App));
    }

    private static string Text(string content, string to = "zhangwei") =>
        $$$"""{"touser":"{{{to}}}","msgtype":"text","agentid":1000002,"text":{"content":"{{{content}}}"}}""";

    private static int Code(JsonObject answer) => answer["errcode"]!.GetValue<int>();

    private void Forward(TimeSpan by) => _clock.Set(_clock.GetUtcNow() + by);

    private async Task<string> TokenAsync(string secret = WeComDemo.Secret) =>
        (await _http.GetFromJsonAsync<JsonObject>($"cgi-bin/gettoken?corpid={WeComDemo.CorpId}&corpsecret={secret}"))!["access_token"]!.GetValue<string>();

    private async Task<JsonObject> SendAsync(string body, string? token = null) =>
        await PostAsync($"cgi-bin/message/send?access_token={token ?? await TokenAsync()}", body);

    private Task<JsonObject> WebhookAsync(string body) => PostAsync($"cgi-bin/webhook/send?key={WeComDemo.WebhookKey}", body);

    private async Task<JsonObject> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(path, content);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
